"""The own fields of each family of kinds (DOMAIN 2)."""

from flask_babel import lazy_gettext as _l

from planner.shapes.kind_fields import FieldType, KindField

LINE, TEXT, NUMBER = FieldType.LINE, FieldType.TEXT, FieldType.NUMBER
YES_NO, DAY, CHOICE, CHOICES = (
    FieldType.YES_NO,
    FieldType.DAY,
    FieldType.CHOICE,
    FieldType.CHOICES,
)

EXERCISE = (
    KindField(
        "exercise_type",
        _l("Type of exercise"),
        CHOICE,
        {
            "field": _l("Field exercise"),
            "command_post": _l("Command post exercise"),
            "table_top": _l("Table-top exercise"),
            "cyber": _l("Cyber exercise"),
            "sea": _l("At sea"),
            "air": _l("In the air"),
        },
        is_counted=True,
    ),
    KindField(
        "domains",
        _l("Domains"),
        CHOICES,
        {
            "land": _l("Land"),
            "sea": _l("Sea"),
            "air": _l("Air"),
            "cyber": _l("Cyber"),
            "space": _l("Space"),
        },
    ),
    KindField("training_audience", _l("Training audience")),
    KindField(
        "scenario",
        _l("Scenario"),
        CHOICE,
        {
            "relief": _l("Disaster relief"),
            "peacekeeping": _l("Peacekeeping"),
            "maritime": _l("Maritime security"),
            "counter_terrorism": _l("Counter-terrorism"),
            "defence": _l("Territorial defence"),
            "evacuation": _l("Evacuation"),
            "other": _l("Other"),
        },
        is_counted=True,
    ),
    KindField("troops", _l("Troops in all"), NUMBER, is_counted=True),
    KindField("tanks", _l("Battle tanks"), NUMBER, is_counted=True),
    KindField("armoured_vehicles", _l("Armoured combat vehicles"), NUMBER, is_counted=True),
    KindField("artillery", _l("Artillery pieces of 100 mm and over"), NUMBER, is_counted=True),
    KindField("sorties", _l("Aircraft sorties"), NUMBER),
    KindField("initial_conference_on", _l("Initial planning conference"), DAY),
    KindField("main_conference_on", _l("Main planning conference"), DAY),
    KindField("final_conference_on", _l("Final planning conference"), DAY, is_counted=True),
    KindField("observers_invited", _l("Observers are invited"), YES_NO, is_counted=True),
    KindField("visitors_day_on", _l("Distinguished visitors’ day"), DAY),
    KindField("procedure_tested", _l("Procedure to be tested"), is_counted=True),
    KindField(
        "told_before",
        _l("Who was told beforehand"),
        TEXT,
        hint=_l("Neighbours, organisations, the public, and when."),
        is_of_its_time=True,
    ),
    KindField("mandate", _l("Mandate")),
    KindField(
        "shows_commitment",
        _l("Meant to show commitment to common defence"),
        YES_NO,
        hint=_l("An effect that is wanted. Being seen as a show of force is a risk."),
    ),
)

EXCHANGE = (
    KindField(
        "direction",
        _l("Direction"),
        CHOICE,
        {"outbound": _l("We send"), "inbound": _l("We receive"), "both": _l("Both ways")},
        is_counted=True,
    ),
    KindField("institution", _l("Institution")),
    KindField("course_code", _l("Course code")),
    KindField(
        "level",
        _l("Level"),
        CHOICE,
        {
            "basic": _l("Basic"),
            "advanced": _l("Advanced"),
            "staff": _l("Staff college"),
            "war": _l("War college"),
            "leadership": _l("Leadership programme"),
            "other": _l("Other"),
        },
    ),
    KindField("places_offered", _l("Places offered"), NUMBER, is_counted=True),
    KindField("places_filled", _l("Places filled"), NUMBER, is_of_its_time=True, is_counted=True),
    KindField("language_test", _l("Language test asked for")),
    KindField(
        "vetting",
        _l("Vetting"),
        CHOICE,
        {
            "not_needed": _l("Not needed"),
            "open": _l("Under way"),
            "cleared": _l("Cleared"),
            "refused": _l("Refused"),
        },
        hint=_l("Asks for the marking OFFICIAL at least, unless it is not needed."),
        is_of_its_time=True,
    ),
    KindField(
        "travel_order",
        _l("Travel order"),
        hint=_l("Asks for the marking OFFICIAL at least."),
        is_of_its_time=True,
    ),
    KindField("dependants", _l("Dependants who travel"), NUMBER),
    KindField("sponsor", _l("Sponsor")),
    KindField("returns_on", _l("Return"), DAY),
    KindField(
        "are_prepared",
        _l("Travellers had cultural preparation"),
        YES_NO,
        is_of_its_time=True,
        is_counted=True,
    ),
    KindField(
        "makes_alumni", _l("Graduates become alumni to keep in touch with"), YES_NO, is_counted=True
    ),
    KindField("has_culture_module", _l("The course has a culture module"), YES_NO),
    KindField("adaptation", _l("Adapted to the participants’ background"), TEXT),
)

WORKSHOP = (
    KindField("topic", _l("Topic")),
    KindField("speakers", _l("Speakers"), TEXT),
    KindField("places_offered", _l("Places offered"), NUMBER, is_counted=True),
    KindField("places_filled", _l("Places filled"), NUMBER, is_of_its_time=True, is_counted=True),
)

CULTURE = (
    KindField("programme_text", _l("Programme"), TEXT),
    KindField("performers", _l("Performers, teams or exhibits"), TEXT),
    KindField("precedence", _l("Order of precedence"), TEXT),
    KindField("audience", _l("Size of audience"), NUMBER),
    KindField("tickets", _l("Tickets")),
    KindField("venue", _l("Venue"), is_material=True),
    KindField("weather_plan", _l("Plan for bad weather"), TEXT),
    KindField(
        "community_consulted", _l("The local community was consulted"), YES_NO, is_of_its_time=True
    ),
)

TALKS = (
    KindField("delegation_own", _l("Head of our delegation, with rank")),
    KindField("delegation_partner", _l("Head of the partner’s delegation, with rank")),
    KindField("agenda", _l("Agenda"), TEXT),
    KindField(
        "talking_points",
        _l("Talking points"),
        TEXT,
        hint=_l("Mark the event as high as these points are: OFFICIAL at least."),
    ),
    KindField("joint_statement", _l("Joint statement"), TEXT, is_of_its_time=True),
    KindField("reciprocity_due_on", _l("Return visit due by"), DAY),
)

PORT_CALL = (
    KindField("ships", _l("Ships")),
    KindField("open_ship", _l("The ship is open to the public"), YES_NO),
    KindField("passing_exercise", _l("A passing exercise is planned"), YES_NO),
)

RELIEF = (
    KindField("request", _l("Request and consent"), TEXT, is_of_its_time=True),
    KindField("stops", _l("Stops"), TEXT),
    KindField("people_assisted", _l("People assisted"), NUMBER, is_of_its_time=True),
    KindField("hours_to_agree", _l("Hours from request to agreement"), NUMBER, is_of_its_time=True),
)

PEACE = (
    KindField("mandate", _l("Mandate")),
    KindField("personnel_certified", _l("Personnel certified"), NUMBER, is_of_its_time=True),
    KindField("consent", _l("Request and consent"), TEXT, is_of_its_time=True),
)

TECHNOLOGY = (
    KindField("project", _l("Project")),
    KindField("milestones", _l("Milestones, one a line"), TEXT),
    KindField(
        "topics",
        _l("Topics"),
        CHOICES,
        table="topic",
        hint=_l("A topic may ask for a marking; saving says so."),
    ),
    KindField(
        "is_export_controlled",
        _l("Export control applies"),
        YES_NO,
        hint=_l("Asks for the marking OFFICIAL at least."),
    ),
    KindField("laboratory", _l("Partner laboratory")),
)

MEDIA = (
    KindField("outlets", _l("Outlets"), TEXT),
    KindField("releaser", _l("Who releases")),
    KindField("agreed_wording", _l("Agreed wording"), TEXT, is_of_its_time=True),
)

AGREEMENT = (
    KindField("signatories", _l("Signatories"), TEXT),
    KindField("in_force_on", _l("In force from"), DAY),
    KindField("expires_on", _l("Runs out on"), DAY),
)
