"""The statements of the limits: the least that each answer has to ask the database."""

SQL = {
    "sqlite": {"all": "group_concat({})"},
    "postgresql": {
        "all": "string_agg(({})::text, ',')",
    },
}
"""What the two databases call differently."""
SIGNED_IN = """
SELECT found.*, viewer.name AS viewer
FROM (SELECT u.name FROM open_session s JOIN user_account u ON u.id = s.user_id
      WHERE s.key_hash = :key AND u.active) AS viewer
LEFT JOIN ({}) AS found ON 1 = 1
"""
"""The rows of a statement, each with the viewer whose session is open; nothing for a stranger."""
WITH_INDONESIA = (
    "EXISTS (SELECT 1 FROM event_nation n WHERE n.event_id = e.id AND n.nation_code = 'ID')"
)
LISTED = """
SELECT e.id, e.title, e.kind, e.state, e.starts_on, e.ends_on, e.marking,
       (SELECT {nations} FROM event_nation n WHERE n.event_id = e.id) AS nations,
       (SELECT {codes} FROM objective_link l JOIN objective o ON o.id = l.objective_id
        WHERE l.event_id = e.id) AS codes,
       (SELECT count(*) FROM (SELECT e.id FROM event e WHERE e.marking <= 1
        AND e.discarded_at IS NULL AND {where} LIMIT 1001) AS counted) AS total
FROM event e WHERE e.marking <= 1 AND e.discarded_at IS NULL AND {where}
ORDER BY e.sort_on DESC, e.id DESC LIMIT {limit}
"""
FILE = """
SELECT e.id, e.title, e.kind, e.state, e.starts_on, e.starts_on AS first_shown, e.ends_on,
       e.ends_on AS last_shown, e.date_precision, e.start_time, e.end_time, e.zone,
       e.start_time AS starts_at, e.end_time AS ends_at, e.baseline_starts_on,
       e.baseline_starts_on AS approved_shown, e.baseline_ends_on,
       e.baseline_ends_on AS approved_end_shown, e.host_code,
       (SELECT {nations} FROM event_nation n WHERE n.event_id = e.id) AS nations,
       (SELECT {towns} FROM place p WHERE p.event_id = e.id) AS places, e.modality,
       '' AS meeting_link,
       (SELECT {codes} FROM objective_link l JOIN objective o ON o.id = l.objective_id
        WHERE l.event_id = e.id) AS codes,
       g.name AS programme, e.edition, u.name AS owner, e.participants_planned,
       e.participants_actual, e.planned_cost, e.actual_cost, e.currency,
       (SELECT {themes} FROM event_theme t WHERE t.event_id = e.id) AS themes,
       (SELECT {topics} FROM event_topic t WHERE t.event_id = e.id) AS topics,
       (SELECT {risks} FROM risk r WHERE r.event_id = e.id) AS risks,
       (SELECT {reasons} FROM transition m WHERE m.event_id = e.id) AS reasons,
       e.marking, e.releasable_to, e.summary, '/events/' || e.id AS address
FROM event e LEFT JOIN programme g ON g.id = e.programme_id
LEFT JOIN user_account u ON u.id = e.owner_id
WHERE e.marking <= 1 AND e.discarded_at IS NULL ORDER BY e.sort_on DESC, e.id DESC LIMIT 1000000
"""
EVENT = """
SELECT e.*, p.town, u.name AS owner,
       (SELECT {nations} FROM event_nation n WHERE n.event_id = e.id) AS nations,
       (SELECT {names} FROM objective_link l JOIN objective o ON o.id = l.objective_id
        WHERE l.event_id = e.id) AS objectives,
       (SELECT {people} FROM attendance a JOIN person q ON q.id = a.person_id
        WHERE a.event_id = e.id) AS people,
       (SELECT {outcomes} FROM outcome c JOIN outcome_event x ON x.outcome_id = c.id
        WHERE x.event_id = e.id) AS outcomes,
       (SELECT {owed} FROM follow_up f WHERE f.event_id = e.id) AS owed,
       (SELECT {told} FROM history_entry h WHERE h.event_id = e.id) AS told
FROM event e LEFT JOIN place p ON p.event_id = e.id LEFT JOIN user_account u ON u.id = e.owner_id
WHERE e.id = :event
"""
CHOICES = """
SELECT 'nation' AS kind, code AS value, name AS label FROM nation
UNION ALL SELECT 'objective', CAST(id AS VARCHAR(20)), name FROM objective
UNION ALL SELECT 'programme', CAST(id AS VARCHAR(20)), name FROM programme
UNION ALL SELECT 'owner', CAST(id AS VARCHAR(20)), name FROM user_account
UNION ALL SELECT 'event', CAST(id AS VARCHAR(20)), title FROM event WHERE id = :event
ORDER BY 1, 3 LIMIT 1000000
"""
MONTH = """
SELECT id, title, state, starts_on, ends_on FROM event
WHERE marking <= 1 AND discarded_at IS NULL AND starts_on <= :last AND ends_on >= :first
ORDER BY starts_on, id LIMIT 300
"""
FOUND = {
    "sqlite": """
SELECT e.id, e.title, e.kind, e.state, e.starts_on, e.summary, count(*) OVER () AS total
FROM search_index s CROSS JOIN event e ON e.id = s.rowid / 16 AND s.rowid % 16 = 1
WHERE search_index MATCH 'engagement*' ORDER BY e.sort_on DESC LIMIT 20""",
    "postgresql": """
SELECT e.id, e.title, e.kind, e.state, e.starts_on, e.summary, count(*) OVER () AS total
FROM event e WHERE e.title ILIKE '%engagement%' ORDER BY e.sort_on DESC LIMIT 20""",
}
PEOPLE = """
SELECT p.id, p.rank, p.name, p.post, n.name AS nation, count(*) OVER () AS total
FROM person p JOIN nation n ON n.code = p.nation_code ORDER BY p.name_key, p.id LIMIT 50
"""
COUNTED = "c.kind = '' AND c.slot BETWEEN :since AND :until"
COVERAGE = """
SELECT c.objective_id AS row, c.slot % 12 / 3 AS col, c.nation_code, c.measure,
       sum(c.public + c.official) AS number FROM rollup_cell c
WHERE c.measure IN ('executed', 'planned', 'backed', 'approved', 'unlinked') AND {counted}
GROUP BY 1, 2, 3, 4
"""
GAPS = """
SELECT o.name AS row, r.nation_code AS col,
       r.number - coalesce(sum(c.public + c.official), 0) AS number
FROM requirement r JOIN objective o ON o.id = r.objective_id
LEFT JOIN rollup_cell c ON c.measure = 'executed' AND {counted}
      AND c.objective_id = r.objective_id AND c.nation_code = r.nation_code
WHERE r.year = :year GROUP BY o.name, r.nation_code, r.number
"""
FIGURES = """
SELECT c.measure AS row, c.objective_id AS col, c.nation_code,
       sum(c.public + c.official) AS number FROM rollup_cell c
WHERE c.measure IN ('executed', 'planned', 'backed', 'unlinked', 'unreported', 'days',
                    'person-days', 'effort', 'promise-dropped') AND {counted}
GROUP BY 1, 2, 3
"""
"""The last three read the rollup, as the product does: the same answer from the same rows."""
