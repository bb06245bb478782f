using LocalHost.Bus.Entities;

namespace LocalHost.Bus.Amqp;

/// <summary>The address of a link, taken apart.</summary>
/// <param name="Path">Normal path of the entity; empty for the node that takes tokens.</param>
/// <param name="Kind">What of it.</param>
internal readonly record struct BusAddress(string Path, BusNode Kind)
{
    private const string Management = "/$management";

    /// <summary>Clients write a path, with or without a leading slash, or a whole address; percent-encoded or not.</summary>
    public static BusAddress Parse(string? address)
    {
        var path = Uri.TryCreate(address, UriKind.Absolute, out var uri) && !uri.IsFile ? uri.AbsolutePath : address ?? "";
        var normal = EntityPath.Normal(Uri.UnescapeDataString(path));
        if (normal == "$cbs")
            return new("", BusNode.Tokens);
        return normal.EndsWith(Management, StringComparison.Ordinal)
            ? new(normal[..^Management.Length], BusNode.Management)
            : new(normal, BusNode.Entity);
    }
}

internal enum BusNode
{
    Entity,
    Management,
    Tokens,
}
