package dev.modelwright.manifests.image;

class ImagesInMemoryTests extends ImagesContract {

  @Override
  protected Images createImages() {
    return new ImagesInMemory();
  }
}
