"""Where an uploaded file waits while the request lasts: in memory, and never more than so much.
What is no file that we take is refused before anything is unpacked.
"""

from io import BytesIO
from typing import Any

from django.core.files.uploadedfile import InMemoryUploadedFile
from django.core.files.uploadhandler import FileUploadHandler

from zorgportaal.documents.cleaning.kinds import Kind, recognise
from zorgportaal.documents.cleaning.reasons import Reason, Refused

LARGEST = 10 * 1024 * 1024  # bytes (security.md C066)


class InMemoryOnly(FileUploadHandler):
    """Django's own handler puts a large file readable in /tmp. This one never touches the disk.

    Of what is larger than allowed only the size is kept, for the form to tell.
    """

    def new_file(self, *args: Any, **kwargs: Any) -> None:
        super().new_file(*args, **kwargs)
        self._kept = BytesIO()

    def receive_data_chunk(self, raw_data: bytes, start: int) -> None:
        if start + len(raw_data) > LARGEST:
            self._kept = BytesIO()
        elif start == self._kept.tell():
            self._kept.write(raw_data)

    def file_complete(self, file_size: int) -> InMemoryUploadedFile:
        self._kept.seek(0)
        return InMemoryUploadedFile(
            file=self._kept,
            field_name=self.field_name,
            name=self.file_name,
            content_type=self.content_type or "",
            size=file_size,
            charset=self.charset,
            content_type_extra=self.content_type_extra,
        )


def recognise_within_limits(name: str, content: bytes) -> Kind:
    """What may come in at all, before anything is unpacked. Raises Refused."""
    if len(content) > LARGEST:
        raise Refused(Reason.TOO_LARGE)
    return recognise(name, content)
