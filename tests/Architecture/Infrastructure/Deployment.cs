using System.Text.Json;

namespace ChildProtection.Tests.Architecture.Infrastructure;

/// <summary>What one parameters file would deploy.</summary>
/// <param name="Name">The file's name.</param>
/// <param name="Parameters">What it gives, by name.</param>
/// <param name="Resources">Every resource, of every module, with its loops unrolled and its conditions decided.</param>
internal sealed record Deployment(
    string Name, IReadOnlyDictionary<string, JsonElement> Parameters, IReadOnlyList<DeployedResource> Resources)
{
    public bool IsPrivate => Parameters["privateNetwork"].GetBoolean();

    public bool IsProduction => Parameters["environmentName"].GetString() == "production";

    /// <param name="name">Its name.</param>
    /// <param name="parameters">The compiled parameters file.</param>
    /// <param name="snapshot">What the compiler predicts.</param>
    public static Deployment Of(string name, string parameters, string snapshot) => new(
        name,
        JsonDocument.Parse(parameters).RootElement.GetProperty("parameters").EnumerateObject()
            .ToDictionary(one => one.Name, one => one.Value.GetProperty("value"), StringComparer.Ordinal),
        [.. JsonDocument.Parse(snapshot).RootElement.GetProperty("predictedResources").EnumerateArray().Select(DeployedResource.Of)]);

    public IEnumerable<DeployedResource> Of(string type) => Resources.Where(resource => resource.Type == type);

    /// <summary>A parameter's JSON; null where the file leaves it to its default.</summary>
    public string? Given(string parameter) => Parameters.TryGetValue(parameter, out var value) ? value.GetRawText() : null;

    /// <summary>Whether a list is given and has something in it.</summary>
    public bool Lists(string parameter) => Parameters.TryGetValue(parameter, out var value) && value.GetArrayLength() > 0;
}

/// <summary>A resource as it would be deployed. Its id is an expression in brackets where only Azure knows a part of it.</summary>
internal sealed record DeployedResource(string Type, string Id, string Name, JsonElement Body)
{
    private const string Extension = "/providers/Microsoft.Authorization/";

    public static DeployedResource Of(JsonElement body) =>
        new(body.GetProperty("type").GetString()!, body.GetProperty("id").GetString()!, body.GetProperty("name").GetString()!, body);

    /// <summary>The id of what an extension such as a role or a lock is for.</summary>
    public string Scope
    {
        get
        {
            // An id that is not known whole reads [extensionResourceId('<scope>', ...)].
            var id = Id.StartsWith('[') ? Id.Split('\'')[1] + Extension : Id;
            return id[..id.IndexOf(Extension, StringComparison.Ordinal)];
        }
    }

    /// <summary>What stands at a place in its body, such as <c>properties.disableLocalAuth</c>; null when nothing does.</summary>
    public JsonElement? At(string path)
    {
        var element = Body;
        foreach (var part in path.Split('.'))
        {
            if (element.ValueKind != JsonValueKind.Object || !element.TryGetProperty(part, out element))
                return null;
        }

        return element;
    }

    public string? Text(string path) => At(path) is { ValueKind: JsonValueKind.String } text ? text.GetString() : null;
}
