//! What an album does, one deed after the other; each is shown once it is durably on the device.

use super::head::{self, look};
use super::limits::room;
use super::picture::{Drawn, bytes, shrink, turn};
use super::{Album, Deed, Shown};
use answers::clock;
use base::Problem;
use leptos::prelude::*;
use leptos::task::spawn_local;
use parts::Saving;
use std::collections::VecDeque;
use store::{Attached, Attachment, Bytes, Form, Trouble};
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{Blob, File, Url};

/// A name longer than this is cut: nobody reads more, and a file from elsewhere may have any.
const NAME: usize = 60;

impl Album {
    /// Fetches what is to be seen.
    pub(super) fn show_all(self) {
        spawn_local(async move {
            let draft = self.desk.draft().id;
            for one in self.attached.get_untracked().list {
                match self.desk.device().file(&draft, &one.id).await {
                    Ok(pieces) => self.show(&one.id, &pieces),
                    Err(trouble) => self.saving.set(Saving::Failed(trouble.says())),
                }
            }
        });
    }

    pub(super) fn queue(self, deed: Deed, next: String) {
        self.waiting.update_value(|waiting| waiting.push_back((deed, next)));
        if self.saving.get_untracked() == Saving::Busy {
            return;
        }
        self.saving.set(Saving::Busy);
        spawn_local(async move {
            let mut ended = Ok(());
            while let Some((deed, next)) = self.waiting.try_update_value(VecDeque::pop_front).flatten() {
                ended = self.perform(deed).await;
                // What waits behind it is done with the next deed.
                if ended.is_err() {
                    break;
                }
                crate::start::focus_again(next);
            }
            self.busy.set(None);
            match ended {
                Ok(()) => self.saving.set(Saving::Done(clock::local(clock::now()).1)),
                Err(trouble) => self.failed(trouble).await,
            }
        });
    }

    async fn failed(self, trouble: Trouble) {
        self.saving.set(Saving::Failed(trouble.says()));
        if matches!(trouble, Trouble::ChangedElsewhere | Trouble::Deleted) {
            self.desk.stop(trouble).await;
        }
    }

    async fn perform(self, deed: Deed) -> Result<(), Trouble> {
        match deed {
            Deed::Add(files, paper) => self.add(files, &paper).await,
            Deed::Turn(id) => self.turn(&id).await,
            Deed::Shift(id, earlier) => self.change(|attached| attached.shift(&id, earlier), Bytes::Stay).await,
            Deed::Paper(id, paper) => self.edit(&id, |one| one.paper = paper).await,
            Deed::Says(id, says) => self.edit(&id, |one| one.says = says).await,
            Deed::Remove(id) => self.remove(&id).await,
            Deed::Undo => self.undo().await,
        }
    }

    /// Saves a changed list, with bytes, and shows it then.
    async fn change(self, change: impl FnOnce(&mut Attached), pieces: Bytes<'_>) -> Result<(), Trouble> {
        let draft = self.desk.ready().await?;
        let mut attached = self.attached.get_untracked();
        change(&mut attached);
        attached.revision = self.desk.device().attach(&draft, &attached, pieces).await?;
        self.attached.set(attached);
        Ok(())
    }

    async fn edit(self, id: &str, edit: impl FnOnce(&mut Attachment)) -> Result<(), Trouble> {
        let change = |attached: &mut Attached| attached.get_mut(id).map_or((), edit);
        self.change(change, Bytes::Stay).await
    }

    async fn add(self, files: Vec<File>, paper: &str) -> Result<(), Trouble> {
        self.refused.set(Vec::new());
        let count = files.len();
        for (n, file) in files.iter().enumerate() {
            self.busy.set(Some(format!("正在放第{}张，共{count}张…", n + 1)));
            let full = room(&self.attached.get_untracked(), 0);
            match self.take(file, paper).await? {
                Ok(()) => {}
                Err(_) if full.is_err() => {
                    // The rest would be refused for the same reason.
                    let rest =
                        if count > n + 1 { format!("还有{}张没有放进来。", count - n) } else { String::new() };
                    self.refuse(&full.err().map_or(rest.clone(), |problem| format!("{rest}{}", problem.hint)));
                    break;
                }
                Err(problem) => {
                    let hint = problem.hint.clone();
                    self.refuse(&format!("“{}”{}。{hint}。", short(&file.name()), problem.what));
                }
            }
        }
        Ok(())
    }

    fn refuse(self, says: &str) {
        self.refused.update(|all| all.push(says.to_string()));
    }

    /// Takes a file in; what is wrong with the file is no trouble of the device.
    async fn take(self, file: &File, paper: &str) -> Result<Result<(), Problem>, Trouble> {
        let (form, pieces) = match self.prepare(file).await {
            Ok(found) => found,
            Err(problem) => return Ok(Err(problem)),
        };
        let size = pieces.first().and_then(|piece| piece.dyn_ref::<Blob>()).map_or(0.0, Blob::size);
        if let Err(problem) = room(&self.attached.get_untracked(), size as u64) {
            return Ok(Err(problem));
        }
        let name = if form == Form::Pdf { short(&file.name()) } else { String::new() };
        let (id, paper) = (clock::random_id(), paper.to_string());
        let one = Attachment { id: id.clone(), paper, form, file: name, bytes: size as u32, says: String::new() };
        self.change(|attached| attached.list.push(one), Bytes::Put(&id, &pieces)).await?;
        self.show(&id, &pieces);
        Ok(Ok(()))
    }

    async fn prepare(self, file: &File) -> Result<(Form, Vec<JsValue>), Problem> {
        room(&self.attached.get_untracked(), 0)?;
        let first = bytes(file, head::HEAD).await?;
        Ok(match look(&first, file.size() as u64)? {
            Form::Picture => (Form::Picture, pieces(shrink(file).await?)),
            Form::Pdf => {
                let whole = file.slice_with_f64_and_f64_and_content_type(0.0, file.size(), "application/pdf");
                (Form::Pdf, vec![whole.map_err(|_| Problem::new("这个文件", "打不开"))?.into()])
            }
        })
    }

    async fn turn(self, id: &str) -> Result<(), Trouble> {
        let pieces_before = self.desk.device().file(&self.desk.draft().id, id).await?;
        let Some(file) = pieces_before.first().and_then(|piece| piece.dyn_ref::<Blob>()) else { return Ok(()) };
        let pieces = pieces(turn(file).await?);
        let size = pieces.first().and_then(|piece| piece.dyn_ref::<Blob>()).map_or(0.0, Blob::size);
        let resize = |attached: &mut Attached| attached.get_mut(id).map_or((), |one| one.bytes = size as u32);
        self.change(resize, Bytes::Put(id, &pieces)).await?;
        self.show(id, &pieces);
        Ok(())
    }

    /// Its bytes stay in memory, for bringing it back, until another one is taken out.
    async fn remove(self, id: &str) -> Result<(), Trouble> {
        let Some(one) = self.attached.get_untracked().get(id).cloned() else { return Ok(()) };
        self.forget();
        self.kept.set_value(self.desk.device().file(&self.desk.draft().id, id).await?);
        self.change(|attached| attached.list.retain(|other| other.id != id), Bytes::Drop(id)).await?;
        self.removed.set(Some(one));
        Ok(())
    }

    async fn undo(self) -> Result<(), Trouble> {
        let Some(one) = self.removed.get_untracked() else { return Ok(()) };
        let (id, pieces) = (one.id.clone(), self.kept.get_value());
        self.change(|attached| attached.list.push(one), Bytes::Put(&id, &pieces)).await?;
        self.removed.set(None);
        Ok(())
    }

    /// What was taken out before is gone for good.
    fn forget(self) {
        let Some(one) = self.removed.get_untracked() else { return };
        self.removed.set(None);
        let shown = self.shown.try_update(|all| all.remove(&one.id)).flatten().unwrap_or_default();
        [shown.file, shown.small].iter().for_each(|url| drop(Url::revoke_object_url(url)));
    }

    fn show(self, id: &str, pieces: &[JsValue]) {
        let url = |n: usize| {
            let blob = pieces.get(n).and_then(|piece| piece.dyn_ref::<Blob>());
            blob.and_then(|blob| Url::create_object_url_with_blob(blob).ok()).unwrap_or_default()
        };
        let shown = Shown { file: url(0), small: url(1) };
        let before = self.shown.try_update(|all| all.insert(id.to_string(), shown)).flatten().unwrap_or_default();
        [before.file, before.small].iter().for_each(|url| drop(Url::revoke_object_url(url)));
    }
}

fn pieces(drawn: Drawn) -> Vec<JsValue> {
    vec![drawn.file.into(), drawn.small.into()]
}

fn short(name: &str) -> String {
    name.chars().filter(|c| !c.is_control()).take(NAME).collect()
}
