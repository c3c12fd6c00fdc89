from newsroom.toml_lines import index_lines

TEXT = """top = 1
[[feed]]
url = "a"
[[ feed ]]  # a comment
"name" = '''several
url = "no"
'''
url = \"\"\"one line\"\"\"
[hatena]
count_url.x = 1
"""


def test_a_key_is_found_on_its_line():
    lines = index_lines(TEXT)

    assert lines.find("feed", 0, "url") == 3
    assert lines.find("feed", 1, "name") == 5
    assert lines.find("feed", 1, "url") == 8
    assert lines.find("hatena", None, "count_url") == 10


def test_what_has_no_line_of_its_own_is_found_as_near_as_may_be():
    lines = index_lines(TEXT)

    assert lines.find("feed", 1, "weight") == 4
    assert lines.find("feed") == 2
    assert lines.find("top") == 1
    assert lines.find("nowhere") == 0
