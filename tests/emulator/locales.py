"""How a spreadsheet's locale writes numbers and dates."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Locale:
    """Marks of numbers, order of dates, and the patterns that typed dates get."""

    decimal: str
    group: str
    order: str
    """`dmy` or `mdy`; a year of four digits in front is understood everywhere."""
    date: str
    date_marks: str = "/-"
    currency: str = ""

    @property
    def argument(self) -> str:
        """The mark between a formula's arguments."""
        return ";" if self.decimal == "," else ","

    @property
    def date_time(self) -> str:
        """The pattern of a day with its time."""
        return f"{self.date} h:mm:ss"


LOCALES = {
    # A point that groups no thousands reads as a date there, as clerks of comma locales report.
    "vi_VN": Locale(",", ".", "dmy", "dd/mm/yyyy", "/-.", "₫"),
    "de_DE": Locale(",", ".", "dmy", "dd.mm.yyyy", "/-.", "€"),
    "fr_FR": Locale(",", "\u202f", "dmy", "dd/mm/yyyy", "/-.", "€"),
    "en_GB": Locale(".", ",", "dmy", "dd/mm/yyyy", "/-", "£"),
    "en_US": Locale(".", ",", "mdy", "m/d/yyyy", "/-", "$"),
}


def conventions(locale: str) -> Locale:
    """Return the marks of a locale; those of en_US for one that is not known here."""
    return LOCALES.get(locale, LOCALES["en_US"])
