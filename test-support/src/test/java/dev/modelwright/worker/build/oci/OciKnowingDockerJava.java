package dev.modelwright.worker.build.oci;

import com.github.dockerjava.api.DockerClient;

/** Breaks the rule on docker-java. */
public record OciKnowingDockerJava(DockerClient client) {}
