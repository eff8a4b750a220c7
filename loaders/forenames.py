"""Forenames that are common in Britain, by which a column of people's names gives itself away.

Those that are also months, weekdays, towns or a signal's lights are left out: a column may hold
these honestly.
Source: common knowledge; no list of any person's name.
"""

_LISTED = """
    aaliyah aaron abbie abdul abdullah abigail adam adrian aisha aiden alan albert alex alexander
    alexandra alfie alfred ali alice alicia alison amelia amina amir amy andrew angela anita
    ann anna annabelle anne anthony archie arthur arun asha ashley ava ayaan ayesha barbara beatrice
    bella ben benjamin bethany beth billy bobby bradley brandon brian bridget caitlin callum cameron
    carl carol caroline catherine charles charlie charlotte chelsea cheryl chloe chris christian
    christina christine christopher claire clara connor craig daisy dan daniel danielle darcy darren
    david dawn dean deborah declan denise derek diana diane dominic donna dorothy dylan edith edward
    eileen elaine eleanor elena elijah elizabeth ella ellen ellie elliot elsie emily emma erin ethan
    evan eve evelyn evie faith farah fatima felix finley finn fiona florence frances francesca frank
    fred freddie freya gareth gary gavin gemma george georgia georgina gerald gillian grace graham
    gwen hamza hannah harriet harrison harry harvey hassan hayley heather helen henry hollie holly
    hugh hugo hussain ian ibrahim imran imogen irene isaac isabel isabella isabelle isla ivy jack
    jackson jacob jade jake james jamie jane janet janice jasmine jason jayden jean jenna jennifer
    jenny jeremy jess jesse jessica jill jim joan joanna joanne jodie joe joel john jonathan jordan
    joseph joshua josh joyce jude judith julia julian julie justin karen karl kate katherine
    kathleen katie kayla kayleigh keira keith kelly kenneth kerry kevin khadija kian kieran kim
    kimberley kirsty kyle laura lauren layla leah leanne lee lena leo leon leona lesley lewis lexi
    liam lily linda lisa logan lola lorraine louis louisa louise luca lucas lucy luke luna lydia
    lynn maddison madison maisie malcolm marcus margaret maria marie marion marjorie mark martha
    martin mary maryam mason matilda matthew maureen max maya megan mehmet melanie melissa mia
    michael michelle millie mohamed mohammad mohammed molly morgan muhammad mustafa nadia nancy
    naomi natalie natasha nathan neil niall nicholas nicola nicole nigel niamh noah nora oliver
    olivia omar oscar owen paige pamela patricia patrick paul paula pauline peter philip phillip
    phoebe poppy priya rachael rachel ralph rebecca reece reuben rhys richard riley rita robert
    robin robyn ronald rory rosa rosie ross roxanne ruby russell ruth ryan sally sam samantha samina
    samira samuel sandra sara sarah sasha scarlett scott sean sebastian shahid shannon sharon shaun
    sheila shirley sienna simon skye sofia sophia sophie stacey stanley stella stephanie stephen
    steven stuart susan suzanne sylvia tariq tanya tara teddy teresa terence theo theodore thomas
    tia tiffany tim timothy toby tom tony tracey tyler valerie vanessa vera veronica vincent
    wayne wendy william yasmin yusuf yvonne zac zachary zainab zara zoe
    agnieszka aleksandra andrei bartek bartosz callie cristian daria dominik fatou fatoumata
    florin gabriel gabriela gurpreet habiba halima hana haris harpreet hasan ioana ismail jakub
    jaxon jaydon kacey kaci kacie kaitlyn kamil kasia katarzyna kaycee kayden kaiden khalid
    krzysztof laiba lukasz maciej magda magdalena malik manpreet marcin mariam mateusz mihai
    mikolaj monika nadine oliwia oluwaseun paulina pawel piotr rahim rehan saif sandeep shanice
    shanelle simran sukhdeep tegan temi tomasz umar usman wiktoria wojciech yasmine zahra zuzanna
"""
FORENAMES = frozenset(_LISTED.split())
