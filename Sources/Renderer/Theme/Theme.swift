/// The look of the site: the style sheets of this folder, embedded when the renderer is built.
enum Theme {
    /// The one style sheet that every page links.
    static var styleSheet: [UInt8] {
        PackageResources.style_css + Array("\n".utf8) + PackageResources.figures_css
    }
}
