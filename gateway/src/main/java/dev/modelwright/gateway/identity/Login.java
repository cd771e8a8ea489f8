package dev.modelwright.gateway.identity;

import java.time.Instant;
import java.util.Optional;

/**
 * A login of a user at a program: asked for, let in, or going on.
 *
 * @param codeHash of what the program shows for it
 * @param userCode what the user types to let the program in; empty when that is long past
 * @param userId who has let it in
 */
public record Login(
    String codeHash, Optional<String> userCode, Optional<String> userId, Instant endsAt) {}
