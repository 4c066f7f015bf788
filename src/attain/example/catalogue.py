"""What the company sells: twelve products in four categories, with fixed price lists per currency."""

from __future__ import annotations

from dataclasses import dataclass

from attain.kernel.rounding import divide_rounded

SEGMENTS = ("Small business", "Mid-market", "Enterprise")
# Local price lists are set once, in percent of the dollar price, and do not move with exchange rates.
PRICE_LIST_PERCENT = {"USD": 100, "GBP": 80, "EUR": 92}


@dataclass(frozen=True, slots=True)
class Product:
    """A product; ``recurring`` ones are sold by the year, per site."""

    product_id: str
    name: str
    category: str
    list_price_minor: int
    cost_minor: int
    recurring: bool

    def price_minor(self, currency: str) -> int:
        """List price of one unit in the local price list, a whole number of currency units."""
        percent = PRICE_LIST_PERCENT[currency]
        return divide_rounded(self.list_price_minor * percent, 10_000) * 100

    def local_cost_minor(self, currency: str) -> int:
        """Cost of one unit in the local price list's currency."""
        return divide_rounded(self.cost_minor * PRICE_LIST_PERCENT[currency], 100)


PRODUCTS = (
    Product("W-100", "Watch Essentials", "Platform", 480_000, 90_000, True),
    Product("W-200", "Watch Professional", "Platform", 960_000, 165_000, True),
    Product("W-300", "Watch Enterprise", "Platform", 1_680_000, 270_000, True),
    Product("I-100", "Insight Energy", "Insight", 360_000, 45_000, True),
    Product("I-200", "Insight Compliance", "Insight", 290_000, 38_000, True),
    Product("I-300", "Insight Predict", "Insight", 640_000, 110_000, True),
    Product("D-100", "Sense Mini", "Devices", 14_000, 8_100, False),
    Product("D-200", "Sense Pro", "Devices", 32_000, 17_500, False),
    Product("D-300", "Gateway Duo", "Devices", 115_000, 61_000, False),
    Product("S-100", "Launch Service", "Services", 650_000, 410_000, False),
    Product("S-200", "Calibration Service", "Services", 180_000, 105_000, True),
    Product("S-300", "Site Survey", "Services", 240_000, 150_000, False),
)
BY_ID = {product.product_id: product for product in PRODUCTS}
SPIF_PRODUCT_ID = "I-200"
CATEGORIES = ("Platform", "Insight", "Devices", "Services")
