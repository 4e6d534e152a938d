"""A worker's task that ends its process over one article; it stands here so that a process can import it."""

from __future__ import annotations

import os

from onrecord.engines import workers

WHOLE = workers._batch


def batch(pipeline, articles):
    if any(article.path == "bent.txt" for article in articles):
        os._exit(3)
    return WHOLE(pipeline, articles)
