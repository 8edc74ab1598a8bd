"""The classes of the state network and the words that stand on the plates of each."""

from __future__ import annotations

from ..places import STATES as ALL_STATES

#: The 50 states and DC, in the order of the network's output.
STATES: tuple[str, ...] = tuple(ALL_STATES)
#: Any plate that none of the 51 issued; the last class.
OTHER = "other"
CLASSES: tuple[str, ...] = (*STATES, OTHER)
INDEX: dict[str, int] = {name: position for position, name in enumerate(CLASSES)}

#: State -> (names as printed, slogans as printed). Either may stand at the top or the bottom.
WORDS: dict[str, tuple[tuple[str, ...], tuple[str, ...]]] = {
    "AK": (("Alaska",), ("The Last Frontier", "Celebrating Statehood")),
    "AL": (("Alabama",), ("Heart of Dixie", "Stars Fell On", "Sweet Home", "God Bless America")),
    "AR": (("Arkansas",), ("The Natural State", "Land of Opportunity")),
    "AZ": (("Arizona",), ("Grand Canyon State",)),
    "CA": (("California",), ("dmv.ca.gov", "The Golden State")),
    "CO": (("Colorado", "Colorful Colorado"), ("Designer", "Pioneer")),
    "CT": (("Connecticut",), ("Constitution State", "Preserve the Sound")),
    "DC": (
        ("Washington, D.C.", "Washington, DC", "District of Columbia"),
        ("Taxation Without Representation", "End Taxation Without Representation", "Celebrate & Discover"),
    ),
    "DE": (("Delaware",), ("The First State",)),
    "FL": (("Florida", "MyFlorida.com"), ("Sunshine State", "In God We Trust")),
    "GA": (("Georgia", "georgia.gov"), ("Peach State", "...on my mind", "In God We Trust")),
    "HI": (("Hawaii",), ("Aloha State",)),
    "IA": (("Iowa",), ("The Corn State", "Polk", "Linn", "Story", "Johnson")),
    "ID": (("Idaho", "Scenic Idaho"), ("Famous Potatoes",)),
    "IL": (("Illinois",), ("Land of Lincoln",)),
    "IN": (
        ("Indiana",),
        ("Hoosier Hospitality", "Amber Waves of Grain", "The Crossroads of America", "Back Home Again", "In God We Trust"),
    ),
    "KS": (("Kansas",), ("The Wheat State", "To the Stars", "Midway U.S.A.")),
    "KY": (("Kentucky",), ("Bluegrass State", "Unbridled Spirit", "In God We Trust")),
    "LA": (("Louisiana",), ("Sportsman's Paradise", "Bayou State")),
    "MA": (("Massachusetts",), ("The Spirit of America",)),
    "MD": (("Maryland",), ("www.maryland.gov", "War of 1812", "Treasure the Chesapeake", "Maryland Proud")),
    "ME": (("Maine",), ("Vacationland",)),
    "MI": (("Michigan",), ("Great Lakes", "www.michigan.gov", "Pure Michigan", "Great Lakes Splendor")),
    "MN": (("Minnesota", "Explore Minnesota", "Minnesota.com"), ("10,000 lakes",)),
    "MO": (("Missouri",), ("Show-Me State", "Bicentennial 1821-2021")),
    "MS": (("Mississippi",), ("Hospitality State", "Birthplace of America's Music", "In God We Trust")),
    "MT": (("Montana",), ("Big Sky Country", "Treasure State", "Big Sky")),
    "NC": (("North Carolina",), ("First in Flight", "First in Freedom")),
    "ND": (("North Dakota",), ("Peace Garden State", "Discover the Spirit", "Legendary")),
    "NE": (("Nebraska",), ("Cornhusker State", "www.nebraska.gov", "Nebraska.gov")),
    "NH": (("New Hampshire",), ("Live Free or Die", "Scenic")),
    "NJ": (("New Jersey",), ("Garden State",)),
    "NM": (("New Mexico", "New Mexico USA"), ("Land of Enchantment", "Chile Capital of the World", "Centennial 1912-2012")),
    "NV": (("Nevada",), ("The Silver State", "Home Means Nevada")),
    "NY": (("New York",), ("Empire State", "Excelsior")),
    "OH": (("Ohio",), ("Birthplace of Aviation", "The Heart of It All!", "Bicentennial 1803-2003")),
    "OK": (("Oklahoma",), ("Native America", "TravelOK.com", "OK!", "Imagine That")),
    "OR": (("Oregon",), ("Pacific Wonderland", "Cultural Trust")),
    "PA": (
        ("Pennsylvania",),
        ("Keystone State", "visitPA.com", "www.state.pa.us", "Memories Last a Lifetime", "Let Freedom Ring"),
    ),
    "RI": (("Rhode Island",), ("Ocean State",)),
    "SC": (("South Carolina",), ("Smiling Faces. Beautiful Places.", "Travel2SC.com", "While I Breathe, I Hope")),
    "SD": (("South Dakota",), ("Great Faces. Great Places.",)),
    "TN": (("Tennessee",), ("The Volunteer State", "tnvacation.com", "Sounds Good to Me", "In God We Trust")),
    "TX": (("Texas",), ("The Lone Star State",)),
    "UT": (("Utah", "Ski Utah!"), ("Greatest Snow on Earth", "Life Elevated", "Centennial 1896-1996", "In God We Trust")),
    "VA": (("Virginia",), ("Virginia is for Lovers", "400th Anniversary", "Heritage")),
    "VT": (("Vermont",), ("Green Mountain State", "Green Mountains")),
    "WA": (("Washington",), ("Evergreen State",)),
    "WI": (("Wisconsin",), ("America's Dairyland",)),
    "WV": (("West Virginia",), ("Wild, Wonderful", "Almost Heaven")),
    "WY": (("Wyoming",), ("Like No Place on Earth",)),
}

#: Words that several issuers print, or that name nobody: never drawn without the issuer's name.
GENERIC = frozenset(
    {"In God We Trust", "Designer", "Pioneer", "Heritage", "Beautiful", "Tribal", "Mexico", "Friendly", "Frontera"}
)

#: The same for plates of the American format that no state issued; one pair an issuer.
OTHER_WORDS: tuple[tuple[str, str], ...] = (
    ("Ontario", "Yours to Discover"),
    ("Québec", "Je me souviens"),
    ("British Columbia", "Beautiful"),
    ("Alberta", "Wild Rose Country"),
    ("Manitoba", "Friendly"),
    ("Saskatchewan", "Land of Living Skies"),
    ("Nova Scotia", "Canada's Ocean Playground"),
    ("New Brunswick", "Nouveau Brunswick"),
    ("Newfoundland", "Labrador"),
    ("Prince Edward Island", "Birthplace of Confederation"),
    ("Yukon", "The Klondike"),
    ("Northwest Territories", "Spectacular"),
    ("Puerto Rico", "Isla del Encanto"),
    ("Guam", "Tano Y Chamorro"),
    ("Virgin Islands", "America's Caribbean"),
    ("American Samoa", "Motu o Fiafiaga"),
    ("U.S. Government", "For Official Use Only"),
    ("U.S. Department of State", "Diplomat"),
    ("Mexico", "Transporte Privado"),
    ("Baja California", "B.C. Mexico"),
    ("Sonora", "Mexico"),
    ("Chihuahua", "Frontera"),
    ("Tamaulipas", "Delantera"),
    ("Cherokee Nation", "Tribal"),
    ("Navajo Nation", "Tribal"),
)
