using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace ChildProtection.LocalRuntime.ServiceBus;

/// <summary>The keys of this installation: one per declared rule, made at the first start that knows the rule, readable by the file's owner only.</summary>
internal sealed class AccessKeys
{
    private const int Bytes = 32;

    private readonly BusEntities _entities;
    private readonly Dictionary<string, string> _keys;

    private AccessKeys(BusEntities entities, Dictionary<string, string> keys) => (_entities, _keys) = (entities, keys);

    /// <exception cref="BusStoreException">The file holds something else, or can't be written.</exception>
    public static AccessKeys LoadOrCreate(string path, BusEntities entities)
    {
        var keys = Read(path);
        var missing = entities.AllRules().Select(static found => Name(found.Path, found.Rule.Name)).Where(name => !keys.ContainsKey(name)).ToList();
        foreach (var name in missing)
            keys[name] = Convert.ToBase64String(RandomNumberGenerator.GetBytes(Bytes));
        if (missing.Count > 0)
            Write(path, keys);
        return new(entities, keys);
    }

    public static string ConnectionString(int port, string keyName, string key, string? entityPath = null) =>
        $"Endpoint=sb://localhost{(port == 0 ? "" : $":{port}")}/servicebus/;SharedAccessKeyName={keyName};SharedAccessKey={key};UseDevelopmentEmulator=true"
        + (string.IsNullOrEmpty(entityPath) ? "" : $";EntityPath={entityPath}");

    /// <summary>Every rule's path (empty: the namespace), name, rights and key.</summary>
    public IEnumerable<(string Path, AuthorizationRule Rule, string Key)> All() =>
        _entities.AllRules().Select(found => (found.Path, found.Rule, _keys[Name(found.Path, found.Rule.Name)]));

    public bool Knows(string keyName, string key) => All().Any(found => found.Rule.Name == keyName && Same(found.Key, key));

    /// <summary>Whether a key, by name and value, gives a right at an entity.</summary>
    public bool Allows(string normalPath, string keyName, string key, AccessRight right) =>
        KeysAt(normalPath, keyName, right).Any(candidate => Same(candidate, key));

    /// <summary>Keys of a name that give a right at an entity: its own and those above it.</summary>
    public IEnumerable<string> KeysAt(string normalPath, string keyName, AccessRight right) => _entities.RulesAt(normalPath)
        .Where(found => found.Rule.Name == keyName && found.Rule.Allows(right))
        .Select(found => _keys[Name(found.Path, found.Rule.Name)]);

    private static string Name(string path, string rule) => $"{path}#{rule}";

    private static bool Same(string one, string other) =>
        CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(one), Encoding.UTF8.GetBytes(other));

    private static Dictionary<string, string> Read(string path)
    {
        try
        {
            return File.Exists(path) ? JsonSerializer.Deserialize<Dictionary<string, string>>(File.ReadAllText(path)) ?? [] : [];
        }
        catch (Exception error) when (error is JsonException or IOException or UnauthorizedAccessException)
        {
            throw new BusStoreException($"{path} does not hold the bus's keys; delete it, and connection strings given out so far end.", error);
        }
    }

    private static void Write(string path, Dictionary<string, string> keys)
    {
        try
        {
            Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(path))!);
            var options = new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.Write };
            if (!OperatingSystem.IsWindows())
                options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
            using (var stream = new FileStream(path + ".next", options))
                JsonSerializer.Serialize(stream, keys);
            File.Move(path + ".next", path, overwrite: true);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new BusStoreException($"The bus's keys can't be written to {path} ({error.Message}). Check the folder's rights.", error);
        }
    }
}
