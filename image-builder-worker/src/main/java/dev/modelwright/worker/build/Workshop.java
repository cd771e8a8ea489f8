package dev.modelwright.worker.build;

import dev.modelwright.worker.engine.Engine;
import dev.modelwright.worker.environment.Environments;
import dev.modelwright.worker.image.ImageAssembler;
import dev.modelwright.worker.image.Images;
import dev.modelwright.worker.image.PartLayers;
import dev.modelwright.worker.runtime.ServingRuntimes;
import dev.modelwright.worker.verification.Verifier;

/**
 * What images are made with.
 *
 * @param location where engines and users pull images from: the address of the container registry,
 *     and the prefix in it
 */
public record Workshop(
    String location,
    Engine engine,
    ServingRuntimes runtimes,
    Environments environments,
    PartLayers parts,
    ImageAssembler assembler,
    Images images,
    Verifier verifier) {}
