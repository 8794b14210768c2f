"""The words a made-up country is made of: forenames, surnames and places that are nowhere."""

GIRLS = tuple(
    "Amelia Olivia Isla Ava Freya Lily Florence Mia Willow Ivy Evie Sophie Grace Emily Ella "
    "Rosie Charlotte Poppy Daisy Harper Evelyn Phoebe Isabella Sienna Elsie Alice Sofia Ruby "
    "Matilda Millie Erin Maisie Penelope Hallie Esme Thea Maya Eva Luna Imogen Zara Aisha "
    "Fatima Maryam Zainab Hannah Lucy Chloe Jessica Eleanor Layla Holly Abigail Molly Bella "
    "Nancy Lottie Orla Martha Aria Eliza Beatrice Lola Amber Robyn Iris Clara Lyra Summer "
    "Bonnie Violet Darcie Niamh Heidi Georgia Anna Gracie Scarlett Megan Nadia Amina Priya "
    "Ananya Ewa Zofia Ioana Mei".split()
)
BOYS = tuple(
    "Oliver George Noah Arthur Leo Harry Oscar Archie Jack Henry Charlie Freddie Theodore "
    "Finley Theo Alfie Jacob Isaac Joshua James William Lucas Edward Logan Teddy Tommy Thomas "
    "Max Elijah Mason Alexander Reuben Harrison Albie Hudson Daniel Samuel Joseph Sebastian "
    "Rory Louie Hugo Jude Ethan Benjamin Adam Luca Toby Dylan Ellis Ezra Jaxon Caleb Frankie "
    "Muhammad Ibrahim Yusuf Ahmed Omar Hamza Zayn Arjun Rohan Callum Ryan Kai Liam Connor Jamie "
    "Kian Blake Luke Nathan Michael Matthew Aaron Gabriel Felix Stanley Ralph Rowan Bobby "
    "Ronnie Jakub Filip Andrei Wei".split()
)
SURNAMES = tuple(
    "Smith Jones Taylor Brown Williams Wilson Johnson Davies Patel Robinson Wright Thompson "
    "Evans Walker White Roberts Green Hall Wood Jackson Clarke Khan Harris Lewis Turner Cooper "
    "Hill Ward Martin Morris Moore Clark Lee King Baker Harrison Morgan Allen Scott Ahmed "
    "Watson Parker Bennett Young Cook Ali Richardson Carter Collins Mitchell Shaw Bailey Cox "
    "Miller Begum Singh Marshall Simpson Price Anderson Adams Wilkinson Foster Ellis Hussain "
    "Kelly Murphy Chapman Mason Gray Richards Webb Rogers Hunt Mills Holmes Palmer Matthews "
    "Fisher Kaur Barnes Knight Powell Butler Russell Barker Stevens Jenkins Dixon Fletcher "
    "Hunter Akhtar Hussein Rahman Nowak Kowalska Ivanov Thornton Atkinson Armstrong Graham Bell "
    "Nixon Little Irving Dodd Tyson Fell Postlethwaite Bowness Braithwaite Birkett Relph Sewell "
    "Steele Hodgson Nicholson Routledge Elliott Storey Musgrave Lowther Salkeld Fearon "
    "Pattinson Wharton Airey Casson Tallentire Okafor Adeyemi Mensah Osei Boateng Campbell "
    "Stewart Reid Douglas Ferguson O'Brien O'Neill Byrne Doyle Gallagher Popescu Silva Santos "
    "Costa Chen Wang Li Zhang Nguyen Tran Haddad Mahmood Iqbal Malik Sheikh Choudhury Uddin "
    "Miah Islam Barrett Bates Berry Blackburn Booth Bradley Brooks Burgess Burton Carr Cole "
    "Coleman Cross Curtis Dawson Day Dean Ford Fox Francis Freeman French Gardner George Gibson "
    "Gill Gilbert Goodwin Gordon Grant Griffiths Hart Harvey Hayes Heath Henderson Hewitt Hicks "
    "Higgins Holland Hopkins Howard Hudson Hughes Hutchinson James John Jordan Kennedy Lane "
    "Lawrence Lawson Lloyd Long Lowe Lynch May McDonald Morrison Murray Nash Newman Newton "
    "Norman North Osborne Owen Page Parsons Payne Pearce Pearson Perry Phillips Poole Porter "
    "Potter Pritchard Read Reynolds Rice Riley Rose Ross Ryan Sanders Saunders Sharp Slater "
    "Spencer Stephens Stone Sutton Swift Townsend Tucker Walsh Walters Warren Watkins Watts "
    "Webster Wells West Wheeler Willis Winter Woods Yates".split()
)
PLACE_STARTS = (
    *("Aske", "Bram", "Carrow", "Dun", "Ellen", "Fenna", "Gris", "Harrow", "Ings", "Kelder"),
    *("Lang", "Mor", "Nether", "Oster", "Pell", "Raven", "Sel", "Thorn", "Ulls", "Wex"),
)
PLACE_ENDS = ("mere", "holme", "garth", "combe", "shire", "wold", "ford", "dale")

# Pairs of letters before a postcode's first figure that the Post Office does not use.
POSTCODE_LETTERS = tuple(
    first + second
    for first in "JYZ"
    for second in "ABCDEFGHKLMNOPQRSTUVWXY"
    if first + second not in {"JE", "YO", "ZE"}
)
POSTCODE_ENDS = "ABDEFGHJLNPQRSTUWXYZ"


def place_name(number: int) -> str:
    """Return the name of the made-up area of that number, each its own up to 960."""
    sides = ("", "North ", "South ", "East ", "West ", "Upper ")
    start = PLACE_STARTS[number % len(PLACE_STARTS)]
    end = PLACE_ENDS[number // len(PLACE_STARTS) % len(PLACE_ENDS)]
    side = sides[number // (len(PLACE_STARTS) * len(PLACE_ENDS)) % len(sides)]
    return f"{side}{start}{end}"
