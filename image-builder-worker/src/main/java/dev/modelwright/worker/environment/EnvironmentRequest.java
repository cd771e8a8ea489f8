package dev.modelwright.worker.environment;

import dev.modelwright.worker.layer.PinnedContent;
import dev.modelwright.worker.runtime.ServingRuntime;
import java.util.Optional;
import java.util.UUID;

/**
 * The packages that an image wants.
 *
 * @param owner id of the image record whose build asks; not part of what is asked for
 * @param condaFile a conda environment file
 * @param requirementsFile a pip requirements file
 */
public record EnvironmentRequest(
    UUID owner,
    ServingRuntime runtime,
    Optional<PinnedContent> condaFile,
    Optional<PinnedContent> requirementsFile) {}
