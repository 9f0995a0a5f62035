"""A file of population figures, sent as a browser sends it."""

from django.core.files.uploadedfile import SimpleUploadedFile

UPLOAD = "/inwoners/inlezen/"


def upload(client, text: str | bytes, **fields):
    content = text.encode() if isinstance(text, str) else text
    data = {"source": "CBS StatLine", "status": "provisional", **fields}
    return client.post(UPLOAD, {**data, "file": SimpleUploadedFile("cijfers.csv", content)})


def words(response) -> str:
    return " ".join(response.content.decode().replace("\u00a0", " ").split())
