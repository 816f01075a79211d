using System.Text.Json.Serialization;
using Conversations.Contracts.Gestures;

namespace Conversations.Grains.Gestures;

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(LedgerState))]
[JsonSerializable(typeof(PurseState))]
[JsonSerializable(typeof(GestureState))]
[JsonSerializable(typeof(PolicyState))]
[JsonSerializable(typeof(GestureView))]
[JsonSerializable(typeof(string))]
internal sealed partial class LedgerJson : JsonSerializerContext;
