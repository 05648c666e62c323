//! The desktop's own file dialogs. They block, so that they run on a thread of their own.

use egui::Context;
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::mpsc::{Receiver, channel};

/// Asks the user for files; `None` when cancelled, or where the desktop has no such dialog: the two look the same.
pub trait Picker: Send + Sync {
    fn files(&self) -> Option<Vec<PathBuf>>;
    fn folder(&self) -> Option<PathBuf>;
    /// Where to write a file that is called `name` unless the user says otherwise.
    fn save(&self, name: &str) -> Option<PathBuf>;
}

/// The dialogs of the desktop, through rfd.
pub struct DesktopPicker;

impl Picker for DesktopPicker {
    fn files(&self) -> Option<Vec<PathBuf>> {
        rfd::FileDialog::new().set_title("Open articles").pick_files()
    }

    fn folder(&self) -> Option<PathBuf> {
        rfd::FileDialog::new().set_title("Open a folder of articles").pick_folder()
    }

    fn save(&self, name: &str) -> Option<PathBuf> {
        rfd::FileDialog::new().set_title("Export").set_file_name(name).save_file()
    }
}

/// What is asked for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Question {
    Files,
    Folder,
    Save(String),
}

/// A dialog that is open somewhere on the desktop.
pub struct Asking {
    answer: Receiver<Option<Vec<PathBuf>>>,
}

impl Asking {
    /// Opens the dialog; the window is woken when it is answered.
    pub fn start(ctx: &Context, picker: &Arc<dyn Picker>, question: Question) -> Option<Asking> {
        let (sender, answer) = channel();
        let (ctx, picker) = (ctx.clone(), Arc::clone(picker));
        let ask = move || {
            let paths = match question {
                Question::Files => picker.files(),
                Question::Folder => picker.folder().map(|path| vec![path]),
                Question::Save(name) => picker.save(&name).map(|path| vec![path]),
            };
            // The window may have been closed meanwhile.
            let _ = sender.send(paths);
            ctx.request_repaint();
        };
        std::thread::Builder::new().name("file dialog".into()).spawn(ask).ok()?;
        Some(Asking { answer })
    }

    /// The answer, once it is there.
    pub fn poll(&self) -> Option<Option<Vec<PathBuf>>> {
        match self.answer.try_recv() {
            Ok(paths) => Some(paths),
            Err(std::sync::mpsc::TryRecvError::Empty) => None,
            Err(std::sync::mpsc::TryRecvError::Disconnected) => Some(None),
        }
    }
}
