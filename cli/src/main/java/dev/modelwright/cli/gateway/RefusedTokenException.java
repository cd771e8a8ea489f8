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
            + " refuses it. Start the server with './modelwright up', which writes its token to"
            + " ~/.modelwright/token, or set MODELWRIGHT_TOKEN to the server's token.",
        null);
  }
}
