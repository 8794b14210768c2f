"""Makes small PDF, Word and Excel files at run time, so that no test rests on a stored one."""

import io
import zipfile
from collections.abc import Sequence


def pdf_of(
    pages: Sequence[str], trailer_extra: str = "", objects_extra: Sequence[str] = ()
) -> bytes:
    """Return a PDF with one page for each content stream; Helvetica is /F1."""
    objects = ["<< /Type /Catalog /Pages 2 0 R >>"]
    kids = " ".join(f"{4 + 2 * i} 0 R" for i in range(len(pages)))
    objects.append(f"<< /Type /Pages /Kids [{kids}] /Count {len(pages)} >>")
    objects.append("<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>")
    for i, stream in enumerate(pages):
        objects.append(
            "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] "
            f"/Resources << /Font << /F1 3 0 R >> >> /Contents {5 + 2 * i} 0 R >>"
        )
        objects.append(f"<< /Length {len(stream)} >>\nstream\n{stream}\nendstream")
    objects.extend(objects_extra)
    out = b"%PDF-1.4\n"
    places = []
    for number, body in enumerate(objects, 1):
        places.append(len(out))
        out += f"{number} 0 obj\n{body}\nendobj\n".encode("latin-1")
    table = "".join(f"{place:010d} 00000 n \n" for place in places)
    start = len(out)
    size = len(objects) + 1
    out += f"xref\n0 {size}\n0000000000 65535 f \n{table}".encode()
    out += f"trailer\n<< /Size {size} /Root 1 0 R {trailer_extra} >>\n".encode()
    return out + f"startxref\n{start}\n%%EOF\n".encode()


def written(*runs: tuple[float, float, str]) -> str:
    """Return a content stream that writes runs of 12 point text at (x, y)."""
    return "\n".join(f"BT /F1 12 Tf {x} {y} Td ({text}) Tj ET" for x, y, text in runs)


def prose(*lines: str, top: float = 780, leading: float = 14.5) -> str:
    """Return a content stream that writes lines under one another; "" leaves a gap."""
    return written(*((60, top - i * leading, text) for i, text in enumerate(lines) if text))


def locked_pdf() -> bytes:
    """Return a PDF whose standard security handler wants a password that nobody has."""
    key = "<" + "5a" * 32 + ">"
    number = 6
    encrypt = f"<< /Filter /Standard /V 2 /R 3 /Length 128 /P -44 /O {key} /U {key} >>"
    extra = f"/Encrypt {number} 0 R /ID [<00112233445566778899aabbccddeeff> <00>]"
    return pdf_of([prose("Secret")], extra, [encrypt])


def zip_of(members: dict[str, bytes], declared: int | None = None) -> bytes:
    """Return a ZIP; with `declared` every member falsely claims that inflated size in bytes."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members.items():
            archive.writestr(name, data)
    made = out.getvalue()
    if declared is None:
        return made
    for data in members.values():
        made = made.replace(len(data).to_bytes(4, "little"), declared.to_bytes(4, "little"))
    return made


def office_container(stream: str) -> bytes:
    """Return the shape of an OLE file that names one stream in its directory."""
    return (
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 1016 + stream.encode("utf-16-le") + b"\0" * 64
    )
