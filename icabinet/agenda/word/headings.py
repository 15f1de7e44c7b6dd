"""Lines of a programme that are no items themselves but say what the lines below them are."""

import re

from icabinet.agenda.word.text import fold

LONGEST = 160
_OPENS = re.compile(
    r"(?:cac |phan |du kien |ve )*(?:noi dung|chuong trinh)"
    r"(?: (?:noi dung|chuong trinh|chinh|phien|cuoc|buoi|hop|lam viec|ky|hoi nghi|du kien|chi tiet|cu the|va"
    r"|tien do|thoi gian|trinh|thao luan|trong tam|nghi su))*[\s:.]*"
)
_ANNOUNCES = re.compile(r"noi dung|chuong trinh|nhu sau")
_SETS_ASIDE = re.compile(
    r"(?:thoi gian|dia diem|thanh phan|kinh gui|hinh thuc hop)\b"
    r"|(?:chu tri|chu toa|thu ky|dai bieu|khach moi|ghi chu|luu y|trang phuc|yeu cau|muc dich(?:, yeu cau)?"
    r"|de nghi|lien he|to chuc thuc hien|phuong thuc|cong tac chuan bi)"
    r"(?:\s*(?::|$)|(?= (?:tham du|du hop|hop|phien hop)\b))"
)
_CLOSES = re.compile(
    r"noi nhan\b|(?:tl|tm|kt|tuq|q)\.\s*\w"
    r"|(?:pho )?(?:chu tich|chanh van phong|giam doc|truong phong|thu truong|truong ban)$"
)
_DAY_PART = re.compile(
    r"(?:buoi )?(?:sang|chieu|toi)(?=\s*(?:$|[:.,(–-]|ngay|thu|\d))"
    r"|(?:(?:thu \w+|chu nhat),?\s*)?ngay (?:thu \w+\b|\d{1,2}[/.-]\d)"
)
_BEGINS = re.compile(r"(?:phan )?(?:khai mac|mo dau|nghi thuc)\b")
_INLINE = re.compile(r"noi dung(?: (?:chinh|hop|cuoc hop|phien hop))?\s*:\s*(?=\S)")


def opens_agenda(text: str) -> bool:
    """NỘI DUNG CHƯƠNG TRÌNH; CHƯƠNG TRÌNH PHIÊN HỌP THÁNG 12; Nội dung."""
    folded = fold(text)
    return bool(_OPENS.fullmatch(folded)) or (text.isupper() and folded.startswith("chuong trinh"))


def announces_agenda(text: str) -> bool:
    """… tổ chức phiên họp để xem xét các nội dung sau, at the end of a line with a colon."""
    return text.endswith(":") and bool(_ANNOUNCES.search(fold(text)))


def names_agenda(text: str) -> int:
    """Nội dung: xem xét dự toán năm 2027 — the width of its label; 0 where there is none."""
    match = _INLINE.match(fold(text))
    return match.end() if match else 0


def sets_aside(text: str) -> bool:
    """Thành phần; Thời gian, địa điểm; Lưu ý."""
    return bool(_SETS_ASIDE.match(fold(text)))


def closes(text: str) -> bool:
    """Nơi nhận; TL. CHỦ TỊCH; CHÁNH VĂN PHÒNG."""
    folded = fold(text)
    return bool(_CLOSES.match(folded)) and (text.isupper() or folded.startswith("noi nhan") or "." in text[:4])


def is_day_part(text: str) -> bool:
    """Sáng; Buổi chiều (từ 14h00); Thứ Sáu, ngày 04/12/2026."""
    return len(text) < LONGEST and bool(_DAY_PART.match(fold(text)))


def begins_meeting(text: str) -> bool:
    """Khai mạc; Phần mở đầu."""
    return bool(_BEGINS.match(fold(text)))
