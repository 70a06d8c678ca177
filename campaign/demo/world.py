"""What happened in the invented province, day by day, before anybody typed it."""

import datetime
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import count
from random import Random

from campaign.demo import words
from campaign.demo.profiles import Profile, profile
from sheets_schema.plan import Plan, Sector, Unit
from sheets_schema.vietnamese.names import union_key

Day = datetime.date


@dataclass(frozen=True)
class Union:
    """One grassroots union."""

    name: str
    sector: Sector
    ownership: str
    workers: int
    members: int
    """At the year's start, or at its founding."""
    female: int
    admitted: tuple[int, int]
    """New members of the first phase, and of the second up to the sample's day."""
    decreased: tuple[int, int]
    founded_on: Day | None
    decision_no: str
    chair: str
    location: str
    due: bool
    congress_on: Day | None
    pact_on: Day | None
    dissolved_on: Day | None = None

    def stands(self, day: Day) -> bool:
        """Whether the union is founded by that day."""
        return self.founded_on is None or self.founded_on <= day


@dataclass(frozen=True)
class Work:
    """A work, product or task."""

    title: str
    owner: Union | None
    """None: the unit itself."""
    sector: Sector
    kind: str
    registered_on: Day
    started_on: Day
    completed_on: Day | None
    total: int
    benefit: int
    days_ahead: int | None
    plaque: bool


@dataclass(frozen=True)
class Initiative:
    """An outstanding initiative."""

    title: str
    author: str
    union: Union
    recognised_on: Day
    applied_on: Day
    benefit: int
    direct: bool


@dataclass(frozen=True)
class Reward:
    """A reward, or a model example."""

    recipient: str
    union: Union
    person: bool
    deed: str
    achieved_on: Day
    decided_on: Day
    prize: int
    model: bool


@dataclass(frozen=True)
class World:
    """One unit of the invented province."""

    unit: Unit
    profile: Profile
    unions: tuple[Union, ...]
    works: tuple[Work, ...]
    initiatives: tuple[Initiative, ...]
    rewards: tuple[Reward, ...]

    @cached_property
    def by_sector(self) -> dict[Sector, tuple[Union, ...]]:
        """The unions of each sector."""
        return {sector: tuple(union for union in self.unions if union.sector == sector) for sector in SECTORS}


SECTORS: tuple[Sector, Sector] = ("production", "public")


def worlds(plan: Plan, seed: int, scale: float, today: Day) -> tuple[World, ...]:
    """Invent every unit of the plan; the same arguments give the same province."""
    return tuple(
        _world(plan, unit, profile(unit.id, place), seed, scale, today)
        for place, unit in enumerate(plan.units)
    )


def _world(plan: Plan, unit: Unit, profile: Profile, seed: int, scale: float, today: Day) -> World:
    random = Random(f"{seed}:{unit.id}")
    unions = tuple(_unions(random, unit, profile, scale, plan, today))
    return World(
        unit,
        profile,
        unions,
        tuple(_works(random, unions, profile, plan, today)),
        tuple(_initiatives(random, unions, today)),
        tuple(_rewards(random, unions, plan)),
    )


def _unions(
    random: Random, unit: Unit, profile: Profile, scale: float, plan: Plan, today: Day
) -> Iterator[Union]:
    counts = {"production": round(profile.production * scale), "public": round(profile.public * scale)}
    shares = {"production": 2.2 if unit.kind == "district" else 3.0, "public": 1.0}
    per_head = scale * profile.members / sum(counts[sector] * shares[sector] for sector in SECTORS)
    taken: set[str] = set()
    for sector in SECTORS:
        founded = _foundings(random, counts[sector], plan, today) if sector == "production" else ()
        for index in range(counts[sector]):
            members = max(8, round(per_head * shares[sector] * random.choice((0.4, 0.6, 0.8, 1.0, 1.2, 2.0))))
            yield _union(
                random, unit, sector, members, founded[index] if index < len(founded) else None, taken, today
            )


def _foundings(random: Random, unions: int, plan: Plan, today: Day) -> tuple[Day, ...]:
    """Days on which new unions of the year are founded: about one in twelve."""
    first = plan.first_day + datetime.timedelta(days=40)
    return tuple(
        sorted(_between(random, first, today - datetime.timedelta(days=6)) for _ in range(unions // 12))
    )


def _union(
    random: Random,
    unit: Unit,
    sector: Sector,
    members: int,
    founded_on: Day | None,
    taken: set[str],
    today: Day,
) -> Union:
    name, ownership = _named(random, unit, sector, taken)
    if founded_on:
        members = min(members, random.randint(22, 70))
    growth = 0.035 if sector == "production" else 0.012
    admitted = tuple(round(members * growth * random.uniform(0, 2)) for _ in range(2))
    due = founded_on is None and random.random() < 0.86
    held = due and random.random() < 0.94
    return Union(
        name=name,
        sector=sector,
        ownership=ownership,
        workers=members + random.randint(0, 25) + members // 8,
        members=members,
        female=round(members * random.uniform(0.35, 0.7)),
        admitted=(0, 0) if founded_on else (admitted[0], admitted[1]),
        decreased=(0, 0) if founded_on else (round(admitted[0] * 0.4), round(admitted[1] * 0.4)),
        founded_on=founded_on,
        decision_no=f"{random.randint(10, 240)}/QĐ-LĐLĐ" if founded_on else "",
        chair=_person(random),
        location=f"{random.choice(words.PLACE_FIRST)} {random.choice(words.PLACE_LAST)}",
        due=due,
        congress_on=_between(random, Day(today.year, 2, 6), today) if held else None,
        pact_on=_between(random, Day(today.year, 2, 6), Day(today.year, 5, 20))
        if random.random() < 0.93
        else None,
    )


def _named(random: Random, unit: Unit, sector: Sector, taken: set[str]) -> tuple[str, str]:
    for attempt in count():
        name, ownership = _company(random) if sector == "production" else _body(random, unit)
        if attempt > 20:
            name = f"{name} cơ sở {attempt}"
        if union_key(name) not in taken:
            taken.add(union_key(name))
            return name, ownership
    raise AssertionError("there is always a further number")


def _company(random: Random) -> tuple[str, str]:
    brand = f"{random.choice(words.BRAND_FIRST)} {random.choice(words.BRAND_LAST)}"
    name = f"CĐCS {random.choice(words.COMPANY)} {random.choice(words.INDUSTRIES)} {brand}"
    ownership = "DN FDI" if random.random() < 0.1 else "DN ngoài nhà nước"
    return name, ownership


def _body(random: Random, unit: Unit) -> tuple[str, str]:
    place = f"{random.choice(words.PLACE_FIRST)} {random.choice(words.PLACE_LAST)}"
    if unit.kind == "industry":
        if "giao_duc" in unit.id:
            return f"CĐCS Trường THPT {place}", "ĐVSN công lập"
        body, field = random.choice(words.PROVINCE_BODIES), random.choice(words.PROVINCE_FIELDS)
        return f"CĐCS {body} {field}", "ĐVSN công lập" if body != "Chi cục" else "Cơ quan HC"
    if random.random() < 0.2:
        return f"CĐCS {random.choice(words.TOWN_BODIES)} {unit.plain}", "Cơ quan HC"
    body = random.choice(words.LOCAL_BODIES)
    if body == "Trường Tiểu học" and random.random() < 0.4:
        body = f"{body} số {random.randint(1, 2)}"
    return f"CĐCS {body} {place}", "Cơ quan HC" if body == "UBND xã" else "ĐVSN công lập"


def _works(
    random: Random, unions: tuple[Union, ...], profile: Profile, plan: Plan, today: Day
) -> Iterator[Work]:
    for union in unions:
        if union.founded_on and union.founded_on > Day(today.year, 5, 1):
            continue
        begins = max(plan.first_day + datetime.timedelta(days=45), union.founded_on or plan.first_day)
        if random.random() < profile.coverage:
            earliest = begins + datetime.timedelta(days=20)
            yield _work(random, union, begins, _between(random, earliest, today))
            if random.random() < 0.18:
                further = _work(random, union, begins, _between(random, earliest, today))
                yield replace(further, title=f"{further.title} (giai đoạn 2)")
        elif random.random() < 0.5:
            yield _work(random, union, begins, None)
    if profile.coverage > 0.6:
        finished = _between(random, Day(today.year, 4, 1), today)
        yield Work(
            title=random.choice(words.UNIT_WORKS),
            owner=None,
            sector="production",
            kind="Công trình",
            registered_on=Day(today.year, 3, 10),
            started_on=Day(today.year, 3, 20),
            completed_on=finished,
            total=random.randint(8, 30) * 10_000_000,
            benefit=0,
            days_ahead=None,
            plaque=True,
        )


def _work(random: Random, union: Union, begins: Day, completed_on: Day | None) -> Work:
    latest = (
        completed_on - datetime.timedelta(days=12) if completed_on else begins + datetime.timedelta(days=60)
    )
    registered_on = _between(random, begins, max(begins, latest))
    patterns, steps = (
        (words.PRODUCTION_WORKS, words.PRODUCTION_STEPS)
        if union.sector == "production"
        else (words.PUBLIC_WORKS, words.PUBLIC_STEPS)
    )
    title = random.choice(patterns).format(step=random.choice(steps))
    total = random.choice((18, 25, 36, 48, 75, 120, 260, 540)) * 1_000_000
    return Work(
        title=title,
        owner=union,
        sector=union.sector,
        kind="Sản phẩm mới"
        if title.startswith(("Sản phẩm", "Phần mềm", "Bộ gá"))
        else ("Phần việc mới/khó" if title.startswith(("Tổ chức", "Số hóa")) else "Công trình"),
        registered_on=registered_on,
        started_on=registered_on + datetime.timedelta(days=random.randint(1, 6)),
        completed_on=completed_on,
        total=total,
        benefit=total // random.choice((4, 5, 8)),
        days_ahead=random.choice((None, None, 5, 10, 15, 30)),
        plaque=random.random() < 0.06,
    )


def _initiatives(random: Random, unions: tuple[Union, ...], today: Day) -> Iterator[Initiative]:
    titles: set[str] = set()
    for union in random.sample(unions, k=min(len(unions), 5 + len(unions) // 6)):
        steps = words.PRODUCTION_STEPS if union.sector == "production" else words.PUBLIC_STEPS
        title = f"{random.choice(words.IMPROVED)} {random.choice(steps)}"
        if title in titles or union.founded_on:
            continue
        titles.add(title)
        applied_on = _between(random, Day(today.year - 1, 10, 1), today - datetime.timedelta(days=30))
        recognised = max(applied_on, Day(today.year, 1, 20))
        yield Initiative(
            title,
            _person(random),
            union,
            _between(random, recognised, today - datetime.timedelta(days=5)),
            applied_on,
            random.choice((18, 24, 36, 65, 96, 140)) * 1_000_000,
            union.sector == "production" and random.random() < 0.8,
        )


def _rewards(random: Random, unions: tuple[Union, ...], plan: Plan) -> Iterator[Reward]:
    phase = plan.phases[0]
    for union in random.sample(unions, k=min(len(unions), 4 + len(unions) // 9)):
        if union.founded_on:
            continue
        person = random.random() < 0.7
        early = random.random() < 0.35
        achieved_on = _between(random, Day(phase.last_day.year, 3, 1), Day(phase.last_day.year, 4, 28))
        yield Reward(
            recipient=_person(random) if person else union.name.replace("CĐCS", "Tập thể CĐCS"),
            union=union,
            person=person,
            deed=random.choice(words.DEEDS),
            achieved_on=achieved_on if early else phase.last_day,
            decided_on=achieved_on + datetime.timedelta(days=random.randint(6, 30))
            if early
            else phase.last_day + datetime.timedelta(days=random.randint(9, 30)),
            prize=random.choice((300_000, 500_000, 1_000_000)),
            model=random.random() < 0.2,
        )


def _person(random: Random) -> str:
    return f"{random.choice(words.FAMILY)} {random.choice(words.MIDDLE)} {random.choice(words.GIVEN)}"


def _between(random: Random, first: Day, last: Day) -> Day:
    return first + datetime.timedelta(days=random.randint(0, max(0, (last - first).days)))
