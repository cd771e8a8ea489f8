"""Predicts the progression of diabetes one year after the measurements."""

import json
import os

import joblib


def init():
    global model
    model = joblib.load(os.path.join(os.environ["AZUREML_MODEL_DIR"], "diabetes.joblib"))


def run(data):
    """Takes {"data": [[age, sex, bmi, bp, s1 ... s6], ...]} as JSON; returns one number for each patient."""
    return model.predict(json.loads(data)["data"])
