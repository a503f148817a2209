<?php
/**
 * What the town's magazine writes about, in English and Korean. A title is a subject and an
 * angle; every pair is used once.
 */

return array(
	'en' => array(
		'subjects'   => array( 'The night market', 'Harbour ferry', 'Hillside bakery', 'The old cinema', 'Tide pools', 'Lighthouse walk', 'Fishermen’s canteen', 'The Tuesday choir', 'Rooftop gardens', 'The tram depot', 'Bookshop alley', 'Sea-salt works', 'The public bath', 'Pottery street', 'The weather station', 'Bicycle workshop', 'The swimming club', 'Paper lantern week', 'Kelp farm', 'The town archive' ),
		'angles'     => array( '%s, before anyone is awake', 'What %s costs, and who pays', '%s: a year in pictures', 'The people behind %s', '%s is moving. Here is why', 'Five questions about %s', '%s in the rain', 'A short history of %s', '%s, revisited' ),
		'sentences'  => array(
			'The first boat leaves at half past five, and by then the queue already reaches the fish scales.',
			'Nobody remembers who put the bench there, but everybody has sat on it.',
			'We went three times, on a weekday, on a Saturday and in the last week of the month, and met three different places.',
			'The figures come from the town hall and from a notebook kept behind the counter since 1987.',
			'“If you want it quick, you are in the wrong street,” she says, and turns the tray.',
			'From the upper road you can see how the whole quarter leans towards the water.',
			'Rents have gone up by a fifth in two years; the number of open shutters has not gone down.',
			'It takes about forty minutes on foot, longer if you stop for the view, and you will.',
			'The new timetable is printed small, so here it is again in words.',
			'What looks like decoration turns out to be a repair, and then a repair of the repair.',
			'On Sundays the loudspeaker stays silent and the gulls take over.',
			'The council votes in spring. Until then the plan hangs in the window of the library.',
			'Bring coins, a towel and some patience.',
			'A reader wrote to correct us about the year: it was 1964, and she has the photograph.',
			'The recipe is no secret, only long.',
			'Half of the volunteers are under twenty, the other half over seventy.',
		),
		'headings'   => array( 'How to get there', 'What has changed', 'In numbers', 'Who decides', 'What readers told us' ),
		'comments'   => array( 'My grandfather worked there. Thank you for writing this down.', 'The 17 bus stops closer than the one you mention.', 'Is it open during the holidays?', 'Lovely pictures. Who took the third one?', 'I disagree about the rents, but a fair piece.', 'We went last weekend because of this. Worth it.', 'Could you publish the timetable as a table, please?', 'The lantern on the left is ours!', 'Went there, and the queue was shorter than promised.', 'More of this, please.' ),
		'replies'    => array( 'Yes, every day except Monday.', 'Thank you, corrected.', 'Mina took all of them.', 'We will ask and write again in the spring.' ),
		'spam'       => array( 'Cheap watches, best price, click here', 'I earn 9000 a week from home, ask me how', 'Great blog! Visit mine for casino bonus', 'Buy followers fast and safe' ),
		'people'     => array( 'Anne Fields', 'T. Okafor', 'Marta', 'Old Harbour Hand', 'J. Lindqvist', 'Pavel', 'Ines R.', 'Hillside neighbour' ),
		'categories' => array( 'Harbour', 'Hillside', 'People', 'Food', 'Town hall' ),
	),
	'ko' => array(
		'subjects'   => array( '새벽 어시장', '언덕 위 빵집', '등대 산책길', '오래된 극장', '목욕탕 골목', '책방 거리', '염전', '마을 도서관', '자전거 공방', '항구 여객선', '옥상 텃밭', '도자기 마을', '수영 동호회', '연등 축제', '미역 양식장', '동네 기록관' ),
		'angles'     => array( '%s의 하루', '%s, 비 오는 날에 다시 가다', '%s 사람들', '%s에 대해 자주 묻는 다섯 가지', '사진으로 보는 %s의 일 년', '%s, 왜 이사를 가나', '짧게 읽는 %s의 역사', '%s의 살림살이' ),
		'sentences'  => array(
			'첫 배는 다섯 시 반에 떠납니다. 그때면 줄은 이미 저울 앞까지 이어져 있습니다.',
			'그 벤치를 누가 놓았는지 아는 사람은 없지만, 앉아 보지 않은 사람도 없습니다.',
			'평일에 한 번, 토요일에 한 번, 월말에 한 번 찾아갔더니 세 곳이 모두 다른 곳 같았습니다.',
			'숫자는 시청 자료와 1987년부터 계산대 뒤에 놓여 있던 공책에서 가져왔습니다.',
			'“빨리 먹으려면 다른 골목으로 가야지.” 주인은 웃으며 쟁반을 뒤집습니다.',
			'윗길에서 내려다보면 동네 전체가 바다 쪽으로 기울어 있습니다.',
			'두 해 사이에 임대료는 다섯에 하나꼴로 올랐지만 문을 연 가게는 줄지 않았습니다.',
			'걸어서 사십 분쯤 걸립니다. 경치를 보느라 멈추면 더 걸리고, 누구나 멈춥니다.',
			'새 시간표는 글씨가 작아서 여기에 다시 옮겨 적습니다.',
			'장식처럼 보이던 것은 고친 자리였고, 그 위를 다시 고친 자리였습니다.',
			'일요일에는 확성기가 쉬고 갈매기가 대신 떠듭니다.',
			'의회는 봄에 결정합니다. 그때까지 계획안은 도서관 창문에 붙어 있습니다.',
			'동전과 수건, 그리고 조금의 여유를 챙겨 가세요.',
			'비법이라고 할 것은 없고, 다만 오래 걸릴 뿐입니다.',
		),
		'headings'   => array( '가는 길', '달라진 것', '숫자로 보면', '누가 정하나', '독자들이 들려준 이야기' ),
		'comments'   => array( '할아버지가 일하시던 곳이에요. 기록해 주셔서 고맙습니다.', '17번 버스가 더 가까이 섭니다.', '연휴에도 문을 여나요?', '사진이 정말 좋네요. 세 번째는 누가 찍으셨나요?', '글을 읽고 지난 주말에 다녀왔습니다. 좋았어요.', '시간표를 표로 올려 주시면 좋겠습니다.', '왼쪽 연등이 저희 겁니다!', '다음 글도 기다리겠습니다.' ),
		'replies'    => array( '네, 월요일만 쉽니다.', '고맙습니다. 고쳤습니다.', '봄에 다시 물어보고 쓰겠습니다.' ),
		'spam'       => array( '최저가 명품 시계 지금 클릭하세요', '재택 부업 주 900만 원 문의 주세요', '무료 쿠폰 받아 가세요' ),
		'people'     => array( '동네 주민', '박서연', '항구지기', '김 모 씨', '언덕아래', '이도현' ),
		'categories' => array( '항구', '언덕', '사람들', '먹거리', '시청 소식' ),
	),
);
