"""Simple readers that the model is measured against."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

import numpy as np
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.linear_model import LogisticRegression
from sklearn.pipeline import make_pipeline

from classifiers.training.examples import Example, gold_labels
from classifiers.training.metrics import LABELS, Ints
from daemon.model.label import Label

#: words that a reader would look for first, from the label's description
CUES = {
    Label.COMPLAINT: (
        "not working|doesn't work|broken|still|disappoint|unacceptable|wrong|missing|error|late|"
        "complain|nobody|again|fail|crash|还没|還沒|报错|報錯|不满|不滿|投诉|投訴|坏|壞|错|錯|没有|"
        "失败|失敗|打不开|問題|问题|延误"
    ),
    Label.CHANGE_REQUEST: (
        r"instead|change|move|cancel|postpone|no longer|replace|swap|extend|reduce|改|取消|提前|"
        "推迟|推遲|换|換|调整|調整|延后|延後|不要"
    ),
    Label.REQUIREMENT: (
        "we need|must|should|require|has to|have to|需要|必须|必須|要求|支持|需求|要能|希望能"
    ),
    Label.FEEDBACK: (
        "love|great|happy|impress|well done|excellent|satisf|enjoy|next time|满意|滿意|不错|不錯|"
        "喜欢|喜歡|感谢|感謝|很好|专业|專業"
    ),
}


def majority(train: Sequence[Example], test: Sequence[Example]) -> Ints:
    """Give every mail the commonest label."""
    common = Counter(gold_labels(train).tolist()).most_common(1)[0][0]
    return np.full(len(test), common, np.int64)


def cue_words(test: Sequence[Example]) -> Ints:
    """Give each mail the label with the most cue words, "other" when there are none."""
    patterns = [re.compile(CUES.get(label, r"(?!)"), re.IGNORECASE) for label in LABELS]
    found = []
    for example in test:
        text = f"{example.subject}\n{example.body}"
        counts = [len(pattern.findall(text)) for pattern in patterns]
        found.append(int(np.argmax(counts)) if max(counts) else LABELS.index(Label.OTHER))
    return np.array(found, np.int64)


def char_ngrams(train: Sequence[Example], test: Sequence[Example]) -> Ints:
    """Train a linear layer on character n-grams of one to five, and apply it."""
    reader = make_pipeline(
        TfidfVectorizer(analyzer="char_wb", ngram_range=(1, 5), min_df=2, sublinear_tf=True),
        LogisticRegression(C=10.0, max_iter=300, class_weight="balanced"),
    )
    reader.fit([f"{e.subject}\n{e.body}" for e in train], gold_labels(train))
    return np.asarray(reader.predict([f"{e.subject}\n{e.body}" for e in test]), np.int64)
