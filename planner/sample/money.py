"""What the sample office pays with: the currency of its nation, in round invented amounts."""

from decimal import Decimal

from babel.numbers import get_territory_currencies

FOR_A_DOLLAR = {
    "AED": "4",
    "ARS": "1000",
    "BDT": "120",
    "BRL": "5",
    "CLP": "900",
    "CNY": "7",
    "COP": "4000",
    "CZK": "23",
    "DKK": "7",
    "EGP": "50",
    "HUF": "350",
    "IDR": "16000",
    "INR": "80",
    "ISK": "130",
    "JPY": "150",
    "KES": "130",
    "KHR": "4000",
    "KRW": "1300",
    "KZT": "500",
    "LKR": "300",
    "MXN": "18",
    "MYR": "4",
    "NGN": "1500",
    "NOK": "10",
    "NPR": "130",
    "PHP": "56",
    "PKR": "280",
    "PLN": "4",
    "RUB": "90",
    "SEK": "10",
    "THB": "34",
    "TRY": "40",
    "UAH": "40",
    "VND": "25000",
    "ZAR": "18",
}
"""Roughly how much of a currency a dollar buys, so that invented costs have a likely size."""


def currency_of(nation: str) -> str:
    """Return the currency that a nation pays with today (Unicode CLDR); dollars when unknown."""
    found: list[str] = get_territory_currencies(nation)
    return found[0] if found else "USD"


def in_currency(dollars: int, currency: str) -> Decimal:
    """Return a number of dollars as a round amount of a currency."""
    return Decimal(dollars) * Decimal(FOR_A_DOLLAR.get(currency, "1"))
