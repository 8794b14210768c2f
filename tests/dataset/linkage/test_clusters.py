"""Clusters: what is linked, what may not be one person, and that order does not matter."""

import random

import numpy as np
import pytest

from goldenthread.dataset.linkage.clusters import Limits, Links, components, settle


def numbers(*values):
    return np.array(values, dtype=np.int64)


def links(*rows):
    left, right, order = zip(*rows, strict=True) if rows else ((), (), ())
    return Links(numbers(*left), numbers(*right), numbers(*order))


def limits(*values, apart=()):
    left, right = zip(*apart, strict=True) if apart else ((), ())
    return Limits(tuple(numbers(*one) for one in values), numbers(*left), numbers(*right))


def settled(count, found, bounds, *, share_out=True):
    return settle(np.arange(count), found, bounds, share_out=share_out).tolist()


def test_what_is_linked_through_others_is_one_cluster():
    label = components(6, numbers(5, 3, 1), numbers(3, 1, 0))
    assert label.tolist() == [0, 0, 2, 0, 4, 0]


def test_components_of_a_long_chain():
    order = list(range(499))
    random.Random(1).shuffle(order)
    label = components(500, numbers(*order), numbers(*(at + 1 for at in order)))
    assert set(label.tolist()) == {0}


def test_two_numbers_of_one_kind_are_never_one_person():
    # 0 and 1 have number 7, 2 has number 8; 1 and 2 look alike.
    found = links((0, 1, 0), (1, 2, 5))
    assert settled(3, found, limits((7, 7, 8))) == [0, 0, 2]


def test_what_could_be_either_of_two_is_neither():
    found = links((0, 2, 5), (1, 2, 5))
    assert settled(3, found, limits((7, 8, -1))) == [0, 1, 2]


def test_the_surer_link_is_taken_first():
    found = links((0, 2, 3), (1, 2, 5))
    assert settled(3, found, limits((7, 8, -1)), share_out=False) == [0, 1, 0]


def test_equally_sure_links_are_shared_out_by_number():
    found = links((0, 1, 2), (0, 2, 2), (0, 3, 2))
    assert settled(4, found, limits((7, 8, 7, 8))) == [0, 1, 0, 1]


def test_a_pair_that_people_hold_apart_stays_apart_and_others_stay_together():
    found = links((0, 1, 1), (0, 2, 1), (0, 3, 1))
    assert settled(4, found, limits(apart=[(0, 3)])) == [0, 0, 0, 3]


def test_siblings_are_not_joined_through_a_third_who_is_like_both():
    found = links((0, 2, 1), (1, 2, 1))
    assert settled(3, found, limits(apart=[(0, 1)]), share_out=False) == [0, 1, 2]


def test_what_people_joined_stays_joined_though_it_has_two_numbers():
    start = numbers(0, 0, 2)
    label = settle(start, links((0, 2, 1)), limits((7, 8, 7)), share_out=True)
    assert label.tolist() == [0, 0, 0]


@pytest.mark.parametrize("seed", range(5))
def test_the_order_of_links_does_not_matter(seed):
    chance = random.Random(seed)
    rows = [(*sorted(chance.sample(range(40), 2)), chance.randrange(4)) for _ in range(60)]
    values = [chance.choice((-1, -1, 1, 2, 3)) for _ in range(40)]
    apart = [tuple(chance.sample(range(40), 2)) for _ in range(6)]
    first = settled(40, links(*rows), limits(values, apart=apart))
    chance.shuffle(rows)
    again = settled(40, links(*rows), limits(values, apart=apart))
    assert first == again
    for label in set(first):
        held = {values[at] for at in range(40) if first[at] == label} - {-1}
        assert len(held) <= 1
    assert all(first[a] != first[b] for a, b in apart)
