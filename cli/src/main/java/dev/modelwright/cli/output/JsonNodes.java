package dev.modelwright.cli.output;

import java.math.BigDecimal;
import java.math.BigInteger;
import software.amazon.smithy.jmespath.RuntimeType;
import software.amazon.smithy.jmespath.evaluation.JmespathRuntime;
import software.amazon.smithy.jmespath.evaluation.NumberType;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Lets JMESPath work on Jackson's tree. */
final class JsonNodes implements JmespathRuntime<JsonNode> {

  static final JsonNodes RUNTIME = new JsonNodes();

  private static final JsonNodeFactory FACTORY = JsonNodeFactory.instance;

  private JsonNodes() {}

  @Override
  public RuntimeType typeOf(JsonNode value) {
    return switch (value.getNodeType()) {
      case ARRAY -> RuntimeType.ARRAY;
      case BOOLEAN -> RuntimeType.BOOLEAN;
      case NUMBER -> RuntimeType.NUMBER;
      case OBJECT, POJO -> RuntimeType.OBJECT;
      case STRING, BINARY -> RuntimeType.STRING;
      case NULL, MISSING -> RuntimeType.NULL;
    };
  }

  /** {@code 1} and {@code 1.0} are one number. */
  @Override
  public boolean equal(JsonNode one, JsonNode other) {
    return one.isNumber() && other.isNumber()
        ? one.decimalValue().compareTo(other.decimalValue()) == 0
        : one.equals(other);
  }

  @Override
  public JsonNode createNull() {
    return FACTORY.nullNode();
  }

  @Override
  public JsonNode createBoolean(boolean value) {
    return FACTORY.booleanNode(value);
  }

  @Override
  public boolean asBoolean(JsonNode value) {
    return value.booleanValue();
  }

  @Override
  public JsonNode createString(String value) {
    return FACTORY.stringNode(value);
  }

  @Override
  public String asString(JsonNode value) {
    return value.stringValue();
  }

  @Override
  public JsonNode createNumber(Number value) {
    return switch (value) {
      case Integer number -> FACTORY.numberNode(number);
      case Long number -> FACTORY.numberNode(number);
      case Float number -> FACTORY.numberNode(number);
      case BigInteger number -> FACTORY.numberNode(number);
      case BigDecimal number -> FACTORY.numberNode(number);
      default -> FACTORY.numberNode(value.doubleValue());
    };
  }

  @Override
  public NumberType numberType(JsonNode value) {
    return switch (value.numberType()) {
      case INT -> NumberType.INTEGER;
      case LONG -> NumberType.LONG;
      case FLOAT -> NumberType.FLOAT;
      case DOUBLE -> NumberType.DOUBLE;
      case BIG_INTEGER -> NumberType.BIG_INTEGER;
      case BIG_DECIMAL -> NumberType.BIG_DECIMAL;
    };
  }

  @Override
  public Number asNumber(JsonNode value) {
    return value.numberValue();
  }

  @Override
  public int length(JsonNode value) {
    return value.isString()
        ? value.stringValue().codePointCount(0, value.stringValue().length())
        : value.size();
  }

  @Override
  public JsonNode element(JsonNode array, int index) {
    return array.get(index);
  }

  @Override
  public JsonNode value(JsonNode object, JsonNode key) {
    JsonNode value = object.isObject() ? object.get(key.stringValue()) : null;
    return value == null ? createNull() : value;
  }

  /** Elements of an array, keys of an object. */
  @Override
  public Iterable<? extends JsonNode> asIterable(JsonNode value) {
    return value.isObject()
        ? value.propertyNames().stream().map(this::createString).toList()
        : value;
  }

  @Override
  public ArrayBuilder<JsonNode> arrayBuilder() {
    ArrayNode array = FACTORY.arrayNode();
    return new ArrayBuilder<>() {
      @Override
      public void add(JsonNode value) {
        array.add(value);
      }

      @Override
      public void addAll(JsonNode values) {
        asIterable(values).forEach(array::add);
      }

      @Override
      public JsonNode build() {
        return array;
      }
    };
  }

  @Override
  public ObjectBuilder<JsonNode> objectBuilder() {
    ObjectNode object = FACTORY.objectNode();
    return new ObjectBuilder<>() {
      @Override
      public void put(JsonNode key, JsonNode value) {
        object.set(key.stringValue(), value);
      }

      @Override
      public void putAll(JsonNode other) {
        other.properties().forEach(entry -> object.set(entry.getKey(), entry.getValue()));
      }

      @Override
      public JsonNode build() {
        return object;
      }
    };
  }
}
