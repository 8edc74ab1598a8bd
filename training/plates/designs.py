"""The common look of each state's plates: colours, name, slogan. Approximate by intent.

Colours are facts of the designs on the road; nothing here is copied artwork.
"""
from typing import NamedTuple

Colour = tuple[int, int, int]


class Design(NamedTuple):
    """One look. ground: top, middle, bottom colour; name_place: 'top' or 'bottom'."""

    name: str
    ground: tuple[Colour, Colour, Colour]
    ink: Colour
    name_ink: Colour
    name_place: str
    slogans: tuple[str, ...]


WHITE: Colour = (243, 243, 242)
NAVY: Colour = (24, 38, 104)
RED: Colour = (186, 32, 42)
BLACK: Colour = (22, 22, 26)
GREEN: Colour = (22, 96, 62)
GOLD: Colour = (243, 196, 54)
SKY: Colour = (148, 192, 228)
PALE: Colour = (222, 234, 242)
CREAM: Colour = (240, 232, 210)


def _one(name: str, ground: tuple[Colour, Colour, Colour], ink: Colour, name_ink: Colour, place: str, *slogans: str) -> Design:
    return Design(name, ground, ink, name_ink, place, slogans)


DESIGNS: dict[str, tuple[Design, ...]] = {
    'AK': (_one('ALASKA', (GOLD, GOLD, GOLD), NAVY, NAVY, 'top', 'THE LAST FRONTIER'),),
    'AL': (_one('Alabama', (SKY, WHITE, WHITE), RED, NAVY, 'bottom', 'Stars Fell On', 'Sweet Home', 'Heart of Dixie'),),
    'AR': (_one('Arkansas', (WHITE, WHITE, PALE), BLACK, RED, 'top', 'The Natural State'),),
    'AZ': (_one('ARIZONA', ((118, 168, 198), (224, 226, 212), (190, 168, 190)), (26, 62, 66), GREEN, 'top', 'GRAND CANYON STATE'),),
    'CA': (
        _one('California', (WHITE, WHITE, WHITE), NAVY, RED, 'top', 'dmv.ca.gov', ''),
        _one('California', (WHITE, WHITE, WHITE), NAVY, NAVY, 'top', ''),
        _one('CALIFORNIA', (BLACK, BLACK, BLACK), GOLD, GOLD, 'top', ''),
    ),
    'CO': (_one('COLORADO', ((30, 98, 70), (236, 240, 238), WHITE), (24, 84, 60), WHITE, 'bottom', ''), _one('COLORADO', (WHITE, WHITE, WHITE), GREEN, GREEN, 'bottom', '')),
    'CT': (_one('Connecticut', ((116, 166, 218), (204, 222, 240), WHITE), NAVY, NAVY, 'top', 'Constitution State'),),
    'DC': (_one('WASHINGTON, DC', (WHITE, WHITE, WHITE), (34, 52, 138), (34, 52, 138), 'top', 'TAXATION WITHOUT REPRESENTATION', 'CELEBRATE & DISCOVER'),),
    'DE': (_one('DELAWARE', ((24, 48, 118),) * 3, (214, 180, 74), (214, 180, 74), 'top', 'THE FIRST STATE'),),
    'FL': (_one('FLORIDA', (WHITE, WHITE, (234, 244, 234)), GREEN, GREEN, 'top', 'SUNSHINE STATE', 'MYFLORIDA.COM', 'IN GOD WE TRUST'),),
    'GA': (_one('GEORGIA', ((234, 234, 226), CREAM, (240, 220, 202)), (40, 40, 58), (40, 40, 58), 'top', 'PEACH STATE', 'FULTON', 'In God We Trust'),),
    'HI': (_one('HAWAII', (WHITE, (246, 236, 230), WHITE), BLACK, RED, 'top', 'ALOHA STATE'),),
    'IA': (_one('Iowa', (SKY, PALE, WHITE), NAVY, NAVY, 'top', 'POLK', 'LINN'), _one('IOWA', (WHITE, WHITE, (40, 90, 70)), BLACK, BLACK, 'top', 'SCOTT')),
    'ID': (_one('IDAHO', ((196, 56, 70), (240, 236, 240), (214, 226, 240)), (28, 30, 82), RED, 'top', 'FAMOUS POTATOES'),),
    'IL': (
        _one('Illinois', (PALE, WHITE, (190, 214, 236)), RED, NAVY, 'top', 'Land of Lincoln'),
        _one('Illinois', (WHITE, WHITE, PALE), RED, NAVY, 'top', 'Land of Lincoln'),
        _one('Illinois', (WHITE, WHITE, WHITE), BLACK, GREEN, 'top', 'Land of Lincoln', 'B-TRUCK'),
        _one('Illinois', (WHITE, WHITE, WHITE), NAVY, NAVY, 'top', 'Land of Lincoln', 'DISABLED'),
    ),
    'IN': (_one('INDIANA', ((92, 132, 190), CREAM, WHITE), NAVY, NAVY, 'top', 'Crossroads of America', 'IN GOD WE TRUST'),),
    'KS': (
        _one('KANSAS', ((188, 214, 234), (216, 230, 242), (200, 220, 236)), (28, 44, 96), (28, 44, 96), 'top', ''),
        _one('KANSAS', (WHITE, PALE, (214, 206, 170)), NAVY, NAVY, 'top', 'to the stars'),
        _one('KANSAS', (WHITE, WHITE, WHITE), BLACK, BLACK, 'top', 'DISABLED', 'TRUCK'),
    ),
    'KY': (_one('Kentucky', ((168, 198, 234), PALE, WHITE), NAVY, NAVY, 'top', 'UNBRIDLED SPIRIT', 'BLUEGRASS STATE', 'FAYETTE'),),
    'LA': (_one('Louisiana', (WHITE, WHITE, WHITE), NAVY, RED, 'top', "Sportsman's Paradise", 'Bayou State'),),
    'MA': (_one('Massachusetts', (WHITE, WHITE, WHITE), RED, NAVY, 'top', 'The Spirit of America'),),
    'MD': (_one('Maryland', (WHITE, WHITE, WHITE), BLACK, BLACK, 'top', 'www.maryland.gov', 'War of 1812', ''),),
    'ME': (_one('MAINE', ((224, 236, 226), CREAM, WHITE), BLACK, GREEN, 'top', 'Vacationland'),),
    'MI': (_one('MICHIGAN', ((56, 116, 188), WHITE, WHITE), NAVY, WHITE, 'top', 'PURE MICHIGAN', 'Great Lakes Splendor', 'www.Michigan.gov'), _one('MICHIGAN', (WHITE, WHITE, WHITE), NAVY, NAVY, 'top', 'PURE MICHIGAN')),
    'MN': (_one('Minnesota', ((110, 170, 220), WHITE, (220, 236, 226)), NAVY, NAVY, 'top', '10,000 lakes', 'Explore'),),
    'MO': (_one('Missouri', ((130, 180, 220), (230, 238, 242), WHITE), NAVY, NAVY, 'top', 'SHOW-ME STATE', ''), _one('MISSOURI', (WHITE, (226, 234, 244), (178, 204, 232)), (24, 30, 64), NAVY, 'top', 'BICENTENNIAL', 'SHOW-ME STATE')),
    'MS': (_one('MISSISSIPPI', (CREAM, WHITE, CREAM), NAVY, NAVY, 'top', 'HINDS', 'LAUDERDALE', ''),),
    'MT': (_one('MONTANA', ((42, 82, 152), (50, 92, 164), (42, 82, 152)), WHITE, WHITE, 'top', 'TREASURE STATE', 'BIG SKY COUNTRY'),),
    'NC': (_one('NORTH CAROLINA', ((140, 190, 230), WHITE, WHITE), (34, 82, 170), RED, 'bottom', 'First in Flight', 'First in Freedom'),),
    'ND': (_one('NORTH DAKOTA', ((140, 190, 230), (230, 236, 220), (230, 200, 122)), BLACK, NAVY, 'bottom', 'Discover the Spirit', 'LEGENDARY'),),
    'NE': (_one('Nebraska', (PALE, WHITE, WHITE), NAVY, RED, 'top', '', 'Good Life'),),
    'NH': (_one('New Hampshire', ((190, 216, 214), (216, 230, 222), WHITE), GREEN, GREEN, 'bottom', 'LIVE FREE OR DIE'),),
    'NJ': (_one('New Jersey', ((240, 218, 112), (244, 236, 190), WHITE), BLACK, BLACK, 'top', 'Garden State'),),
    'NM': (_one('NEW MEXICO', (GOLD, GOLD, GOLD), RED, RED, 'top', 'LAND OF ENCHANTMENT'), _one('NEW MEXICO', ((34, 166, 178),) * 3, (244, 222, 60), (244, 222, 60), 'bottom', 'LAND OF ENCHANTMENT')),
    'NV': (_one('NEVADA', ((122, 160, 208), (224, 222, 226), (172, 160, 182)), NAVY, NAVY, 'top', 'THE SILVER STATE', 'HOME MEANS NEVADA'),),
    'NY': (_one('NEW YORK', ((30, 58, 136), WHITE, WHITE), NAVY, WHITE, 'top', 'THE EMPIRE STATE'), _one('NEW YORK', ((236, 172, 44),) * 3, (20, 34, 82), (20, 34, 82), 'top', 'EMPIRE STATE'), _one('NEW YORK', (WHITE, WHITE, PALE), NAVY, NAVY, 'top', 'EXCELSIOR')),
    'OH': (_one('OHIO', ((170, 190, 230), WHITE, CREAM), NAVY, RED, 'top', 'BIRTHPLACE OF AVIATION', 'FRANKLIN'),),
    'OK': (_one('OKLAHOMA', ((198, 224, 240), WHITE, WHITE), (176, 34, 40), GREEN, 'top', 'NATIVE AMERICA', 'EXPLORE'),),
    'OR': (_one('Oregon', ((140, 170, 212), (226, 226, 226), (198, 190, 202)), NAVY, NAVY, 'top', ''),),
    'PA': (_one('PENNSYLVANIA', ((30, 58, 136), WHITE, (244, 210, 72)), NAVY, WHITE, 'top', 'visitPA.com', 'KEYSTONE STATE'),),
    'RI': (_one('Rhode Island', ((150, 180, 222), PALE, WHITE), NAVY, NAVY, 'top', 'Ocean State'),),
    'SC': (_one('SOUTH CAROLINA', ((60, 90, 170), CREAM, WHITE), NAVY, RED, 'top', 'While I breathe, I hope', 'TRAVEL2SC.COM'),),
    'SD': (_one('SOUTH DAKOTA', ((150, 190, 222), CREAM, WHITE), NAVY, RED, 'top', 'GREAT FACES. GREAT PLACES.'),),
    'TN': (_one('Tennessee', ((190, 216, 200), (234, 240, 232), WHITE), NAVY, GREEN, 'top', 'THE VOLUNTEER STATE', 'DAVIDSON'), _one('TENNESSEE', ((20, 38, 92),) * 3, WHITE, WHITE, 'top', 'IN GOD WE TRUST')),
    'TX': (_one('TEXAS', (WHITE, WHITE, WHITE), BLACK, BLACK, 'top', 'The Lone Star State', ''), _one('TEXAS', (PALE, WHITE, (214, 220, 236)), NAVY, RED, 'top', 'THE LONE STAR STATE')),
    'UT': (_one('UTAH', ((150, 200, 236), CREAM, WHITE), NAVY, NAVY, 'top', 'GREATEST SNOW ON EARTH', 'LIFE ELEVATED'),),
    'VA': (_one('VIRGINIA', (WHITE, WHITE, WHITE), (24, 40, 102), (24, 40, 102), 'top', '', 'VIRGINIA IS FOR LOVERS'),),
    'VT': (_one('Vermont', ((26, 110, 72),) * 3, WHITE, WHITE, 'top', 'Green Mountain State'),),
    'WA': (_one('WASHINGTON', ((188, 214, 240), WHITE, (222, 230, 240)), NAVY, RED, 'top', 'EVERGREEN STATE'),),
    'WI': (_one('WISCONSIN', (PALE, WHITE, WHITE), BLACK, RED, 'top', "America's Dairyland"),),
    'WV': (_one('West Virginia', ((40, 80, 152), WHITE, (244, 210, 82)), NAVY, GOLD, 'top', 'Wild, Wonderful'),),
    'WY': (_one('WYOMING', ((120, 170, 220), CREAM, (190, 152, 112)), BLACK, NAVY, 'bottom', ''),),
}
