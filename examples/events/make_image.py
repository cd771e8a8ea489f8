"""Makes an image by events alone: python make_image.py BROKER NAME MODEL_URL DRIVER_URL"""

import json
import os
import sys
import uuid

from kafka import KafkaConsumer, KafkaProducer, TopicPartition

ACCOUNT = "local/modelwright/default"
broker, name, model_url, driver_url = sys.argv[1:]
kafka = {"bootstrap_servers": broker}
if user := os.environ.get("KAFKA_USERNAME"):
    kafka |= {"security_protocol": "SASL_PLAINTEXT", "sasl_mechanism": "SCRAM-SHA-512"}
    kafka |= {"sasl_plain_username": user, "sasl_plain_password": os.environ["KAFKA_PASSWORD"]}
producer = KafkaProducer(**kafka, acks="all")

# Facts are read from now on: the position is fixed before anything is asked for.
facts = KafkaConsumer(**kafka, group_id=None, consumer_timeout_ms=600_000)
topics = ["models", "manifests", "images"]
facts.assign([TopicPartition(topic, part) for topic in topics for part in facts.partitions_for_topic(topic)])
facts.seek_to_end()
for partition in facts.assignment():
    facts.position(partition)


def publish(topic: str, event: str, body: dict) -> str:
    thing = str(uuid.uuid4())  # the id of what is asked for: publishing it twice asks once
    attributes = {"ce_specversion": "1.0", "ce_id": str(uuid.uuid4()), "ce_source": "/examples/events"}
    attributes |= {"ce_type": f"dev.modelwright.{event}.v1", "ce_subject": thing, "content-type": "application/json"}
    headers = [(attribute, value.encode()) for attribute, value in attributes.items()]
    value = json.dumps({"id": thing, "account": ACCOUNT, "name": name, **body}).encode()
    producer.send(topic, value, f"{ACCOUNT}/{name}".encode(), headers).get(timeout=30)
    return thing


def await_fact(thing: str, wanted: str) -> dict:
    for fact in facts:
        headers = {key: value.decode() for key, value in fact.headers}
        if headers["ce_subject"] == thing:
            print(headers["ce_type"])
            body = json.loads(fact.value)
            if headers["ce_type"] == f"dev.modelwright.{wanted}.v1":
                return body
            if body.get("problem"):
                sys.exit(body["problem"]["message"])
    sys.exit("Nothing was heard for ten minutes")


model = publish("model-requests", "ModelRegistrationRequested", {"url": model_url, "unpack": False})
await_fact(model, "ModelRegistered")
recipe = {"driverProgram": "score.py", "modelIds": [model], "targetRuntime": {"runtimeType": "PythonSlim"}}
recipe["assets"] = [{"id": "score.py", "url": driver_url}]
manifest = publish("manifest-requests", "ManifestCreationRequested", recipe)
await_fact(manifest, "ManifestCreated")
image = publish("image-requests", "ImageCreationRequested", {"manifestId": manifest})
print(await_fact(image, "ImageSucceeded")["location"])
