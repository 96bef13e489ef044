import ArgumentParser
import Renderer
@main struct Labbook: ParsableCommand { func run() { print(hi()) } }
