"""Trains diabetes.joblib: ridge regression on scikit-learn's diabetes set (442 patients, 10 measurements).

pip install -r requirements.txt; then: python train.py
"""

from __future__ import annotations

import joblib
from sklearn.datasets import load_diabetes
from sklearn.linear_model import Ridge
from sklearn.model_selection import train_test_split
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import StandardScaler


def main() -> None:
    patients, progression = load_diabetes(return_X_y=True, scaled=False)
    training, holdout, training_target, holdout_target = train_test_split(
        patients, progression, test_size=0.2, random_state=1987
    )
    model = make_pipeline(StandardScaler(), Ridge(alpha=1.0)).fit(training, training_target)
    print(f"R2 on {len(holdout)} patients held out: {model.score(holdout, holdout_target):.2f}")
    joblib.dump(model, "diabetes.joblib")


if __name__ == "__main__":
    main()
