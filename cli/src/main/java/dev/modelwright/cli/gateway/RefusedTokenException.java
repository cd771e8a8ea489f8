package dev.modelwright.cli.gateway;

import dev.modelwright.cli.failure.CommandException;
import dev.modelwright.cli.failure.ExitStatus;
import java.net.URI;

/** The server does not take the token. */
public final class RefusedTokenException extends CommandException {

  RefusedTokenException(URI address, Token token) {
    super(
        ExitStatus.USER_ERROR,
        "Cannot use the token from "
            + token.source()
            + ": the server at "
            + address
            + " refuses it. Log in again ('modelwright login --service-principal'), start the server"
            + " with './modelwright up', which writes a token to ~/.modelwright/token, or set"
            + " MODELWRIGHT_TOKEN.",
        null);
  }
}
