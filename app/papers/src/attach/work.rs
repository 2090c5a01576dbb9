//! What an album does, one deed after the other; each is shown once it is durably on the device.

use super::head::{self, look};
use super::limits::room;
use super::picture::{How, Pieces, bytes, draw, show_pages};
use super::{Album, Deed, Shown};
use answers::clock;
use base::Problem;
use js_sys::Array;
use leptos::prelude::*;
use leptos::task::spawn_local;
use parts::Saving;
use std::collections::VecDeque;
use store::{Attached, Attachment, Bytes, Form, Trouble};
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{Blob, File, Url};

/// A name longer than this is cut: nobody reads more, and a file from elsewhere may have any.
const NAME: usize = 60;
/// As often as another page may be faster.
const TRIES: usize = 5;

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

    /// What is taken out goes first: it makes room for what could not be saved.
    pub(super) fn queue(self, deed: Deed, next: String) {
        self.waiting.update_value(|waiting| match deed {
            Deed::Remove(_) => waiting.push_front((deed, next)),
            _ => waiting.push_back((deed, next)),
        });
        self.go_on();
    }

    pub(super) fn go_on(self) {
        if self.saving.get_untracked() == Saving::Busy {
            return;
        }
        self.saving.set(Saving::Busy);
        spawn_local(async move {
            let mut ended = Ok(());
            while let Some((mut deed, next)) = self.waiting.try_update_value(VecDeque::pop_front).flatten() {
                ended = self.perform(&mut deed).await;
                // It is done with the next deed, or when the person says so; and so is what waits behind it.
                if ended.is_err() {
                    self.waiting.update_value(|waiting| waiting.push_front((deed, next)));
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
        if trouble == Trouble::Deleted {
            self.desk.stop(trouble).await;
        }
    }

    async fn perform(self, deed: &mut Deed) -> Result<(), Trouble> {
        match deed {
            Deed::Add(files, paper) => self.add(files, paper).await,
            Deed::Turn(id) => self.turn(id).await,
            Deed::Shift(id, earlier) => {
                let shift = |attached: &mut Attached| {
                    attached.shift(id, *earlier);
                    true
                };
                self.change(shift, Bytes::Stay).await.map(drop)
            }
            Deed::Paper(id, paper) => self.edit(id, |one| one.paper.clone_from(paper)).await,
            Deed::Says(id, says) => self.edit(id, |one| one.says.clone_from(says)).await,
            Deed::Remove(id) => self.remove(id).await,
            Deed::Undo => self.undo().await,
        }
    }

    /// Saves a changed list, with bytes, and shows it then. If another page saved it meanwhile, its list is changed instead.
    /// `false`: `change` says that there is nothing to change.
    async fn change(self, change: impl Fn(&mut Attached) -> bool, pieces: Bytes<'_>) -> Result<bool, Trouble> {
        let draft = self.desk.ready().await?;
        for _ in 0..TRIES {
            let mut attached = self.attached.get_untracked();
            if !change(&mut attached) {
                return Ok(false);
            }
            match self.desk.device().attach(&draft, &attached, pieces).await {
                Err(Trouble::ChangedElsewhere) => self.look_again().await?,
                saved => {
                    attached.revision = saved?;
                    self.attached.set(attached);
                    return Ok(true);
                }
            }
        }
        Err(Trouble::ChangedElsewhere)
    }

    /// Reads what another page saved.
    async fn look_again(self) -> Result<(), Trouble> {
        self.attached.set(self.desk.device().attached(&self.desk.draft().id).await?);
        self.show_all();
        Ok(())
    }

    async fn edit(self, id: &str, edit: impl Fn(&mut Attachment)) -> Result<(), Trouble> {
        let change = |attached: &mut Attached| attached.get_mut(id).map(&edit).is_some();
        self.change(change, Bytes::Stay).await.map(drop)
    }

    /// Those that were looked at leave `files`: what is left is to be done again.
    async fn add(self, files: &mut Vec<File>, paper: &str) -> Result<(), Trouble> {
        self.refused.set(Vec::new());
        let count = files.len();
        while let Some(file) = files.first().cloned() {
            let left = files.len();
            self.busy.set(Some(format!("正在放第{}张，共{count}张…", count - left + 1)));
            let taken = self.take(&file, paper).await?;
            files.remove(0);
            match (taken, room(&self.attached.get_untracked(), 0)) {
                (Ok(()), _) => {}
                (Err(_), Err(full)) => {
                    // The rest would be refused for the same reason.
                    files.clear();
                    let rest = if left > 1 { format!("还有{left}张没有放进来。") } else { String::new() };
                    self.refuse(&format!("{rest}{}", full.hint));
                }
                (Err(problem), Ok(())) => {
                    self.refuse(&format!("“{}”{}。{}。", short(&file.name()), problem.what, problem.hint));
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
        let size = size(&pieces);
        if let Err(problem) = room(&self.attached.get_untracked(), size as u64) {
            return Ok(Err(problem));
        }
        let name = if form == Form::Pdf { short(&file.name()) } else { String::new() };
        let (id, paper) = (clock::random_id(), paper.to_string());
        let one = Attachment { id: id.clone(), paper, form, file: name, bytes: size as u32, says: String::new() };
        let push = |attached: &mut Attached| {
            let fits = room(attached, size as u64).is_ok();
            attached.list.extend(fits.then(|| one.clone()));
            fits
        };
        if !self.change(push, Bytes::Put(&id, &pieces)).await? {
            return Ok(room(&self.attached.get_untracked(), size as u64));
        }
        self.show(&id, &pieces);
        Ok(Ok(()))
    }

    async fn prepare(self, file: &File) -> Result<(Form, Pieces), Problem> {
        room(&self.attached.get_untracked(), 0)?;
        let first = bytes(file, head::HEAD).await?;
        Ok(match look(&first, file.size() as u64)? {
            Form::Picture => (Form::Picture, draw(file, How::Upright).await?),
            Form::Pdf => {
                let whole = file.slice_with_f64_and_f64_and_content_type(0.0, file.size(), "application/pdf");
                (Form::Pdf, draw(&whole.map_err(|_| Problem::new("这个文件", "打不开"))?, How::Pages).await?)
            }
        })
    }

    /// Turns a picture; draws the pages of a PDF file.
    async fn turn(self, id: &str) -> Result<(), Trouble> {
        let pieces_before = self.desk.device().file(&self.desk.draft().id, id).await?;
        let Some(file) = pieces_before.first().and_then(|piece| piece.dyn_ref::<Blob>()) else {
            return self.look_again().await;
        };
        let how = if file.type_() == "application/pdf" { How::Pages } else { How::Turned };
        let pieces = match draw(file, how).await {
            Ok(pieces) => pieces,
            // It is the file, not the device.
            Err(problem) => {
                self.refused.set(vec![format!("{}{}。{}。", self.title(id), problem.what, problem.hint)]);
                return Ok(());
            }
        };
        let size = size(&pieces);
        let resize = |attached: &mut Attached| attached.get_mut(id).map(|one| one.bytes = size as u32).is_some();
        if self.change(resize, Bytes::Put(id, &pieces)).await? {
            self.show(id, &pieces);
        }
        Ok(())
    }

    /// Its bytes stay in memory, for bringing it back, until another one is taken out.
    async fn remove(self, id: &str) -> Result<(), Trouble> {
        let Some(one) = self.attached.get_untracked().get(id).cloned() else { return Ok(()) };
        let pieces = self.desk.device().file(&self.desk.draft().id, id).await?;
        let drop = |attached: &mut Attached| {
            let there = attached.get(id).is_some();
            attached.list.retain(|other| other.id != id);
            there
        };
        if self.change(drop, Bytes::Drop(id)).await? {
            self.forget();
            self.kept.set_value(pieces);
            self.removed.set(Some(one));
        }
        Ok(())
    }

    async fn undo(self) -> Result<(), Trouble> {
        let Some(one) = self.removed.get_untracked() else { return Ok(()) };
        let (id, pieces) = (one.id.clone(), self.kept.get_value());
        let back = |attached: &mut Attached| {
            attached.list.push(one.clone());
            true
        };
        self.change(back, Bytes::Put(&id, &pieces)).await?;
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
        let shown = Shown { file: url(if pieces.len() > 2 { 2 } else { 0 }), small: url(1) };
        let before = self.shown.try_update(|all| all.insert(id.to_string(), shown)).flatten().unwrap_or_default();
        [before.file, before.small].iter().for_each(|url| drop(Url::revoke_object_url(url)));
        let _ = show_pages(id, &pieces.iter().collect::<Array>().into());
    }
}

/// The room that they take.
fn size(pieces: &[JsValue]) -> f64 {
    pieces.iter().filter_map(|piece| piece.dyn_ref::<Blob>()).map(Blob::size).sum()
}

fn short(name: &str) -> String {
    name.chars().filter(|c| !c.is_control()).take(NAME).collect()
}
