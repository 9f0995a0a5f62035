"""What somebody is typing and has not saved yet: kept sealed on the server, for that person only (C045).

How a room lets its form keep drafts, in four lines:

    form = NoteForm(request.POST or None)
    slot = Slot.of(request, "notes.write", label="Notitie", subject=dossier.pk)     # 1
    if form.is_valid():
        actions.write_note(…)
        slot.clear()                                                                # 2
        return redirect(…)
    slot.fill(form)                                                                 # 3
    return render(request, "…", {"form": form, "slot": slot})

    {% load drafts %}{% draft_status slot %} <form …> … {% draft slot %}</form>     # 4

`subject` is the id of what the form is about: one draft per person, form and subject. Leave it out
where something new is made: then each opened page has a draft of its own, and the page offers the
others. `{% draft %}` stands inside the form, beside the buttons: it holds the signed place of the draft
and the button “Later verder”. `{% draft_status %}` stands where the eye is, outside the form. The
script of base.html does the rest; without a script the button works.

The page must open by GET, for that is how its owner comes back to it. Not for passwords or files. A
draft ends when the form is saved, when its owner throws it away, or 14 days after the last key.
"""
