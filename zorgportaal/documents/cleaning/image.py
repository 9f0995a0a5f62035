"""Write the pixels of an image anew: no place, camera, comment, thumbnail or colour profile goes along."""

from io import BytesIO

import pi_heif  # type: ignore[import-untyped]
from PIL import Image, ImageOps

from .kinds import Kind
from .reasons import Reason, Refused

MOST_PIXELS = 40_000_000
READERS = {Kind.JPEG: "JPEG", Kind.PNG: "PNG", Kind.HEIC: "HEIF"}
# The header is judged here, before a pixel is unpacked.
Image.MAX_IMAGE_PIXELS = None
pi_heif.register_heif_opener(thumbnails=False)


def clean(kind: Kind, content: bytes) -> tuple[Kind, bytes]:
    """A JPEG, or a PNG from a PNG. Raises Refused."""
    try:
        with Image.open(BytesIO(content), formats=[READERS[kind]]) as image:
            if image.width * image.height > MOST_PIXELS:
                raise Refused(Reason.TOO_MANY_PIXELS)
            image.load()
            return _written(kind, ImageOps.exif_transpose(image))
    except (OSError, SyntaxError, ValueError, EOFError, IndexError, RuntimeError):
        raise Refused(Reason.UNREADABLE) from None


def _written(kind: Kind, image: Image.Image) -> tuple[Kind, bytes]:
    target = BytesIO()
    if kind == Kind.PNG:
        has_holes = "A" in image.getbands() or "transparency" in image.info
        _pixels(image, "RGBA" if has_holes else "RGB").save(target, "PNG")
        return Kind.PNG, target.getvalue()
    _pixels(image, "RGB").save(target, "JPEG", quality=88)
    return Kind.JPEG, target.getvalue()


def _pixels(image: Image.Image, mode: str) -> Image.Image:
    """A new image that has nothing of the old one but its pixels."""
    bare = Image.new(mode, image.size)
    bare.paste(image.convert(mode))
    return bare
