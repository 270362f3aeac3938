//! The end of the drawing that ratatui holds.

use std::convert::Infallible;

use ratatui::backend::{Backend, ClearType, WindowSize};
use ratatui::buffer::Cell;
use ratatui::layout::{Position, Size};

/// Keeps the size and the caret and sends nothing: [`Screen`](super::Screen) does.
#[derive(Debug, Clone, Copy)]
pub struct Canvas {
    size: Size,
    caret: Option<Position>,
}

impl Canvas {
    /// A canvas of that size.
    #[must_use]
    pub const fn new(size: Size) -> Self {
        Self { size, caret: None }
    }

    /// The size of the frames.
    #[must_use]
    pub const fn size(&self) -> Size {
        self.size
    }

    /// Takes another size from the next frame on.
    pub const fn resize(&mut self, size: Size) {
        self.size = size;
    }

    /// Where the last frame put the caret; nothing where it hid it.
    #[must_use]
    pub const fn caret(&self) -> Option<Position> {
        self.caret
    }
}

impl Backend for Canvas {
    type Error = Infallible;

    fn draw<'a, I>(&mut self, _: I) -> Result<(), Infallible>
    where
        I: Iterator<Item = (u16, u16, &'a Cell)>,
    {
        Ok(())
    }

    fn hide_cursor(&mut self) -> Result<(), Infallible> {
        self.caret = None;
        Ok(())
    }

    fn show_cursor(&mut self) -> Result<(), Infallible> {
        Ok(())
    }

    fn get_cursor_position(&mut self) -> Result<Position, Infallible> {
        Ok(self.caret.unwrap_or_default())
    }

    fn set_cursor_position<P: Into<Position>>(&mut self, position: P) -> Result<(), Infallible> {
        self.caret = Some(position.into());
        Ok(())
    }

    fn clear(&mut self) -> Result<(), Infallible> {
        Ok(())
    }

    fn clear_region(&mut self, _: ClearType) -> Result<(), Infallible> {
        Ok(())
    }

    fn size(&self) -> Result<Size, Infallible> {
        Ok(self.size)
    }

    fn window_size(&mut self) -> Result<WindowSize, Infallible> {
        Ok(WindowSize {
            columns_rows: self.size,
            pixels: Size::ZERO,
        })
    }

    fn flush(&mut self) -> Result<(), Infallible> {
        Ok(())
    }
}
