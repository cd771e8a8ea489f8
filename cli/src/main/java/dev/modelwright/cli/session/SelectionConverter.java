package dev.modelwright.cli.session;

import dev.modelwright.cli.failure.CommandException;
import dev.modelwright.cli.output.Selection;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Refuses an expression before anything is done. */
final class SelectionConverter implements ITypeConverter<Selection> {

  @Override
  public Selection convert(String expression) {
    try {
      return Selection.of(expression);
    } catch (CommandException malformed) {
      throw new TypeConversionException(malformed.getMessage());
    }
  }
}
