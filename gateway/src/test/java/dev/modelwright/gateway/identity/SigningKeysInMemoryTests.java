package dev.modelwright.gateway.identity;

class SigningKeysInMemoryTests implements SigningKeysContract {

  private final SigningKeys keys = new SigningKeysInMemory();

  @Override
  public SigningKeys keys() {
    return keys;
  }
}
