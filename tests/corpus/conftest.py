"""The faultless province, made once for all tests of the corpus."""

import pytest

from tests.corpus.clean import Province, clean_province


@pytest.fixture(scope="session")
def clean(tmp_path_factory: pytest.TempPathFactory) -> Province:
    return clean_province(tmp_path_factory.mktemp("clean"), scale=0.6)
