using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;

namespace ChildProtection.Tests.Architecture.Surface;

/// <summary>What the compiled app names of the Azure APIs: types, and members by name. The local runtime supplies them here, the official packages on Azure.</summary>
internal static class AppMembers
{
    private const string Local = "ChildProtection.LocalRuntime.";

    /// <summary>Full names of types, and of members as <c>Type.Member</c>, accessors as the properties they belong to.</summary>
    public static (IReadOnlyList<string> Types, IReadOnlyList<string> Members) Of(string assembly)
    {
        using var file = new PEReader(File.OpenRead(assembly));
        var reader = file.GetMetadataReader();
        var types = reader.TypeReferences.Where(handle => IsLocal(reader, handle)).Select(handle => Name(reader, handle)).ToArray();
        var members = reader.MemberReferences.Select(reader.GetMemberReference)
            .Select(member => (Type: TypeOf(reader, member.Parent), Name: reader.GetString(member.Name)))
            .Where(member => member.Type is { } type && IsLocal(reader, type))
            .Select(member => $"{Name(reader, member.Type!.Value)}.{Property(member.Name)}");
        return ([.. types.Distinct(StringComparer.Ordinal)], [.. members.Distinct(StringComparer.Ordinal)]);
    }

    private static string Property(string name) => name is ['g' or 's', 'e', 't', '_', ..] ? name[4..] : name.Replace('.', '#');

    private static TypeReferenceHandle? TypeOf(MetadataReader reader, EntityHandle parent) => parent.Kind switch
    {
        HandleKind.TypeReference => (TypeReferenceHandle)parent,
        HandleKind.TypeSpecification => Generic(reader, reader.GetBlobReader(reader.GetTypeSpecification((TypeSpecificationHandle)parent).Signature)),
        _ => null,
    };

    /// <summary>The generic type of an instance such as <c>AsyncPageable&lt;TableEntity&gt;</c>; its arguments are references of their own.</summary>
    private static TypeReferenceHandle? Generic(MetadataReader reader, BlobReader blob)
    {
        if (blob.ReadSignatureTypeCode() != SignatureTypeCode.GenericTypeInstance)
            return null;
        blob.ReadCompressedInteger();
        return blob.ReadTypeHandle() is { Kind: HandleKind.TypeReference } type ? (TypeReferenceHandle)type : null;
    }

    private static bool IsLocal(MetadataReader reader, TypeReferenceHandle handle)
    {
        var scope = reader.GetTypeReference(handle).ResolutionScope;
        return scope.Kind switch
        {
            HandleKind.AssemblyReference => reader.GetString(reader.GetAssemblyReference((AssemblyReferenceHandle)scope).Name).StartsWith(Local, StringComparison.Ordinal),
            HandleKind.TypeReference => IsLocal(reader, (TypeReferenceHandle)scope),
            _ => false,
        };
    }

    private static string Name(MetadataReader reader, TypeReferenceHandle handle)
    {
        var type = reader.GetTypeReference(handle);
        return type.ResolutionScope.Kind == HandleKind.TypeReference
            ? $"{Name(reader, (TypeReferenceHandle)type.ResolutionScope)}.{reader.GetString(type.Name)}"
            : $"{reader.GetString(type.Namespace)}.{reader.GetString(type.Name)}";
    }
}
