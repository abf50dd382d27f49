"""What monitoring, paging and backups cost a month, by what templates deploy.

`reckon` counts what an assembly has of each thing that AWS charges for (`counting/`), and puts the
prices of a `PriceList` to it. What no template says (gigabytes of logs, sizes of data) a `Usage`
says; what nobody says is `Uncounted`, never guessed.
"""

from tocsin.cost.bill import Bill, Charge, reckon
from tocsin.cost.comparison import CostChange, cost_changes
from tocsin.cost.counted import Counted, Uncounted
from tocsin.cost.price import Price, Tier
from tocsin.cost.price_list import PriceList, default_prices, read_prices
from tocsin.cost.usage import DataUsage, Usage, read_usage

__all__ = [
    "Bill",
    "Charge",
    "CostChange",
    "Counted",
    "DataUsage",
    "Price",
    "PriceList",
    "Tier",
    "Uncounted",
    "Usage",
    "cost_changes",
    "default_prices",
    "read_prices",
    "read_usage",
    "reckon",
]
