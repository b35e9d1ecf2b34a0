using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;

namespace ComplianceHub.Architecture.Tests;

/// <summary>A built assembly of the product, read as a file: nothing of it runs.</summary>
internal sealed class ProductAssembly : IDisposable
{
    private readonly PEReader _file;
    private readonly MetadataReader _metadata;

    public ProductAssembly(string name)
    {
        _file = new PEReader(File.OpenRead(Path.Combine(AppContext.BaseDirectory, name + ".dll")));
        _metadata = _file.GetMetadataReader();
    }

    /// <summary>Names of the assemblies it uses; the compiler leaves out those it could use but does not.</summary>
    public IEnumerable<string> References =>
        _metadata.AssemblyReferences.Select(r => _metadata.GetString(_metadata.GetAssemblyReference(r).Name));

    /// <summary>Full names of foreign types that it constructs.</summary>
    public IEnumerable<string> ConstructedTypes =>
        from handle in _metadata.MemberReferences
        let member = _metadata.GetMemberReference(handle)
        where member.Parent.Kind == HandleKind.TypeReference && _metadata.GetString(member.Name) == ".ctor"
        let type = _metadata.GetTypeReference((TypeReferenceHandle)member.Parent)
        select _metadata.GetString(type.Namespace) + "." + _metadata.GetString(type.Name);

    public void Dispose() => _file.Dispose();
}
