using System.Text.Json;

namespace ChildProtection.Domain.Kernel;

/// <summary>How a state is kept: versioned, so that a state written by any released version loads in the newest code.</summary>
public static class CaseStateJson
{
    public static string Serialize(CaseState state) => JsonSerializer.Serialize(state, DomainJson.Signal);

    /// <summary>Loads a state of this or an earlier schema version.</summary>
    /// <exception cref="JsonException">It is not a state, or it was written by a newer version of this software.</exception>
    public static CaseState Load(string json)
    {
        var state =
            JsonSerializer.Deserialize<CaseState>(json, DomainJson.Signal)
            ?? throw new JsonException("A case state is expected, not null.");
        return state.SchemaVersion is >= 1 and <= CaseState.CurrentSchemaVersion
            ? StateUpcasts.ToCurrent(state)
            : throw new JsonException(
                $"The case state has schema version {state.SchemaVersion}; this version reads "
                + $"those up to {CaseState.CurrentSchemaVersion}. Deploy the version that wrote it, or a newer one.");
    }
}
