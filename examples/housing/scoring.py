"""Predicts house prices with the pySpark pipeline in the folder housing.model."""

import json

from pyspark.ml import PipelineModel
from pyspark.sql import Row, SparkSession

FEATURES = ["lotsize", "bedrooms", "bathrms", "stories", "garagepl"]


def init():
    global spark, model
    spark = (
        SparkSession.builder.master("local[1]")
        .config("spark.ui.enabled", "false")
        .config("spark.ui.showConsoleProgress", "false")
        .config("spark.driver.memory", "512m")
        .config("spark.sql.shuffle.partitions", "1")
        .getOrCreate()
    )
    model = PipelineModel.load("housing.model")


def run(input):
    """Takes one house or a list of houses as JSON; returns the predicted prices in Canadian dollars of 1987."""
    houses = json.loads(input)
    if isinstance(houses, dict):
        houses = [houses]
    rows = [Row(**{name: float(house[name]) for name in FEATURES}) for house in houses]
    predictions = model.transform(spark.createDataFrame(rows)).select("prediction").collect()
    return [round(row.prediction, 2) for row in predictions]
