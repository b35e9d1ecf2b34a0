using System.IO.Enumeration;

namespace ComplianceHub.Grading.Rules.Size;

/// <summary>Packages that only serve building, and commands that build.</summary>
internal static class BuildPackages
{
    private static readonly HashSet<string> s_names = new(StringComparer.Ordinal)
    {
        "build-essential", "build-base", "alpine-sdk", "base-devel", "gcc", "g++", "gcc-c++", "gcc-gfortran", "gfortran", "cpp", "clang", "llvm", "make", "cmake", "automake", "autoconf",
        "bison", "flex", "nasm", "yasm", "ninja", "ninja-build", "meson", "libtool", "pkg-config", "pkgconf", "pkgconfig", "musl-dev", "linux-headers", "dpkg-dev", "debhelper", "rpm-build",
        "golang", "golang-go", "go", "rust", "rustc", "cargo", "ghc", "ocaml", "gdc", "ldc", "nim", "zig", "maven", "gradle", "ant", "sbt", "default-jdk", "default-jdk-headless", "typescript",
        "node-gyp", "nodejs-dev", "mono-devel", "python-dev", "python3-dev", "phpize", "@development", "development-tools",
    };

    private static readonly string[] s_patterns =
    [
        "gcc-*", "g++-*", "clang-*", "llvm-*", "*-dev", "*-devel", "openjdk-*-jdk", "openjdk-*-jdk-headless", "openjdk*-jdk", "java-*-openjdk-devel", "dotnet-sdk-*", "dotnet*-sdk",
        "golang-1.*", "cargo-*", "rustc-*", "temurin-*-jdk", "msopenjdk-*", "linux-headers-*", "linux-libc-dev*", "gcc-toolset-*", "rust-toolset*", "go-toolset*",
    ];

    private static readonly System.Buffers.SearchValues<char> s_separators = System.Buffers.SearchValues.Create("=~<>:/");

    // Needed to run, whatever they are called.
    private static readonly string[] s_notBuilding = ["gcc-*-base", "libgcc*", "llvm-*-runtime", "clang-*-doc"];

    /// <summary>The package without version, release and architecture: <c>gcc=4:12.2</c>, <c>gcc~=13</c>, <c>gcc:amd64</c>.</summary>
    public static string NameOf(string word)
    {
        if (word.Length == 0)
        {
            return word;
        }

        var end = word.AsSpan(1).IndexOfAny(s_separators);
        return end < 0 ? word : word[..(end + 1)];
    }

    public static bool IsBuildPackage(string package) =>
        !s_notBuilding.Any(p => FileSystemName.MatchesSimpleExpression(p, package, ignoreCase: false))
        && (s_names.Contains(package) || s_patterns.Any(p => FileSystemName.MatchesSimpleExpression(p, package, ignoreCase: false)));

    /// <summary>Whether the command compiles; its first argument tells builders from runners (<c>go build</c>, <c>dotnet app.dll</c>).</summary>
    public static bool Compiles(string command, string? argument) => command switch
    {
        "gcc" or "g++" or "cc" or "c++" or "clang" or "clang++" or "make" or "cmake" or "ninja" or "javac" or "rustc" or "mvn" or "mvnw" or "gradle" or "gradlew" or "sbt" or "msbuild" => true,
        "go" => argument is "build" or "install" or "generate" or "test",
        "cargo" => argument is "build" or "install" or "test" or "chef",
        "dotnet" => argument is "build" or "publish" or "restore" or "pack" or "test",
        "swift" => argument == "build",
        _ => false,
    };
}
