"""Invented names of people: given and family names from pools by country, no combination twice."""

from __future__ import annotations

from attain.example.stream import stream

_GIVEN = {
    "US": """Maya Darnell Priya Luis Hannah Andre Mei Caleb Rosa Tobias Imani Grant Leila Marcus Noor Felicity
    Omar Jolene Hector Sunita Wesley Tamika Anton Bianca Rohan Delia Kofi Paloma Silas Yuki Corinne
    Desmond Amara Ellis Nadia Jerome Ingrid Vikram Teresa Malik Solana Reuben Carmen Isaac Aisha
    Dominic Lucia Preston Zara Emmett""",
    "GB": """Imogen Rhys Fatima Alasdair Zainab Callum Bronwen Kwame Harriet Idris Niamh Tariq Eleri Declan
    Saoirse Jasper Ayesha Fergus Orla Winston Beatrix Hamish Meera Rory Thandiwe Alistair Freya
    Samir Gwen Cormac Adaeze Lachlan Marnie Yusuf Catrin Barnaby Siobhan Ravi Elspeth Dylan""",
    "DE": """Annika Jannis Elif Matthias Svenja Emre Katharina Leopold Miriam Henning Aylin Florian Birgit
    Lukas Ozan Friederike Benedikt Jovana Ruben Carolin Dragan Theresa Moritz Selma Konrad Ilka Valentin
    Zeynep Ansgar Mareike Stefan Liesel Timur Veronika Ulrich Pauline Gregor Dilan Rainer Nele""",
}
_FAMILY = {
    "US": """Okonjo Brandvold Castellan Whitlow Nakagawa Delacroix Abernard Villareno Thackston Mbeki-Lowe
    Farrisdale Quintela Hollenbach Marchetto Osborough Tranquist Raghavendra Lindqvale Castorena
    Pemberlin Adeyinka Stovallis Kowalter Brightmore Herrenza Sundaresh Calloway-Reyes Drummondson
    Ferreday Nguyenson Haverstock Ibarrola Jessamine Kirkendale Lafontayne Montoyara Northcliffe
    Oyelaran Prescotti Rosenvale Sandovar Tillinghast Underhay Vasquelle Wetherill Yarborow Zamoreno
    Ashcombe Belmontez Corrigane""",
    "GB": """Hartwick Llewelson Chowdhary Macrannoch Adebola-Finn Penhallow Trevarrow Okoroafor Braithwell
    Morganstone Oshaughnell Siddiquar Gwynfryn Fitzmorris Kavanaghan Thistlewood Rahmani-Cole
    Dunmorran Quigleyson Bannermane Ellingworth Strathallan Vaidyan Ferncombe Mthembu-Hale
    Applegarth Lockridge Qureshan Rhydderch Carrowmore Ezekwe Inverallan Wainscott Zamanir
    Prothero-Lane Hathersage Brannigane Nairdhan Galbrayth Tregowan""",
    "DE": """Achterberg Yildizhan Morgenrot Lindenhain Vossberg Karatas-Wolff Brennecker Falkenrath Rosenbusch
    Petrovan Steinacher Ozdemirel Wiesengrund Hallerstein Jovanovski Kesselring Bergmannson Ruhnke
    Tannenwald Celikhan Grafenauer Hufschmied Lorenzen-Ott Milosavac Niederhofer Obermoser Quandtner
    Rieplhuber Sonnleitner Teuchert Uhlenbrock Vogelsanger Weidlinger Aksoylu Ziegenhagen Birkmoser
    Dornbusch Edelhauser Fuchsberger Gerstacker""",
}


class Names:
    """Hands out names: the same n-th name for a country in every company of the same seed."""

    def __init__(self, seed: int) -> None:
        self._lists = {country: _shuffled(seed, country) for country in _GIVEN}
        self._next = dict.fromkeys(_GIVEN, 0)

    def take(self, country: str) -> str:
        """The next name for someone employed in the country."""
        pool = {"US": "US", "CA": "US", "GB": "GB", "IE": "GB"}.get(country, "DE")
        given, family = self._lists[pool]
        number = self._next[pool]
        self._next[pool] += 1
        lap, place = divmod(number, len(family))
        name = f"{given[number % len(given)]} {family[(place + lap * 7) % len(family)]}"
        return name if lap < len(family) else f"{name} {lap // len(family) + 1}"


def _shuffled(seed: int, country: str) -> tuple[list[str], list[str]]:
    given, family = _GIVEN[country].split(), _FAMILY[country].split()
    stream(seed, "given-names", country).shuffle(given)
    stream(seed, "family-names", country).shuffle(family)
    return given, family
